package org.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.MEMBER;

import com.clickhouse.client.api.Client;
import java.nio.file.Path;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A node without any address of a store, twice on one data directory.
final class EmbeddedStoresTest {

    @Test
    void aNodeStartsItsOwnStoresAndFindsItsDataAfterARestart(@TempDir Path data) throws Exception {
        try (var context = start(data)) {
            var postgres = context.getBean(DSLContext.class);
            assertThat(postgres.fetchOne("select version()").get(0, String.class))
                    .startsWith("PostgreSQL 18");
            assertThat(postgres.fetchExists(MEMBER)).isTrue();
            postgres.execute(
                    "insert into installation_secret (name, value) values ('kept', '\\x01')");
            var clickHouse =
                    BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                            context.getBeanFactory(), DSLContext.class, "clickHouse");
            assertThat(clickHouse.fetchOne("select version()").get(0, String.class))
                    .startsWith("26.");
            assertThat(clickHouse.fetchCount(clickHouse.selectFrom("message_event"))).isZero();
            assertThat(context.getBean(Client.class).ping()).isTrue();
            assertThat(context.getBean(Scheduler.class).getMetaData().isJobStoreClustered())
                    .isTrue();
        }
        try (var context = start(data)) {
            var postgres = context.getBean(DSLContext.class);
            assertThat(postgres.fetchCount(postgres.selectFrom("installation_secret")))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    private static ConfigurableApplicationContext start(Path data) {
        var application = new SpringApplication(ParleyApplication.class);
        return application.run("--parley.data=" + data, "--server.port=0");
    }
}
