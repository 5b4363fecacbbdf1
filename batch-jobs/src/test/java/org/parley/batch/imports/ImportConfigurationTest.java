package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.core.contact.PhoneNumbers;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import tools.jackson.databind.json.JsonMapper;

class ImportConfigurationTest {

    @TempDir Path data;

    @Test
    void importsRunInAContextThatSpringBootConfigures() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                DataSourceTransactionManagerAutoConfiguration.class,
                                TransactionAutoConfiguration.class,
                                JooqAutoConfiguration.class,
                                BatchJdbcAutoConfiguration.class))
                .withUserConfiguration(ImportConfiguration.class)
                .withBean(DataSource.class, ImportConfigurationTest::pool)
                .withBean(PhoneNumbers.class)
                .withBean(JsonMapper.class, JsonMapper::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues(
                        "parley.data=" + data,
                        "spring.jooq.sql-dialect=postgres",
                        "spring.batch.job.enabled=false",
                        "spring.batch.jdbc.initialize-schema=never",
                        "spring.batch.jdbc.isolation-level-for-create=read-committed")
                .run(context -> {
                    Imports imports = context.getBean(Imports.class);
                    long id =
                            imports.start(
                                            ImportKind.CONTACTS,
                                            "f.csv",
                                            new ByteArrayInputStream(
                                                    "external_id\n1\n"
                                                            .getBytes(StandardCharsets.UTF_8)),
                                            ImportOptions.NONE,
                                            "test")
                                    .id();

                    await().untilAsserted(() ->
                            assertThat(imports.get(id).state()).isEqualTo(ImportState.FINISHED));
                    assertThat(imports.get(id).rowsApplied()).isEqualTo(1);
                    assertThat(imports.page(null, 10).items()).hasSize(1);
                });
    }

    private static DataSource pool() {
        StoreAddress address = TestStores.freshPostgresAddress();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(4);
        return pool;
    }
}
