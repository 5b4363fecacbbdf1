package org.parley.bench.dispatch;

import java.nio.file.Path;
import org.jooq.DSLContext;
import org.parley.server.ParleyApplication;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A whole Parley on stores of its own, as `./start` runs it, with one Viber account that leads to
/// the sandbox.
final class ParleyNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ParleyNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param directory of the embedded stores, which wait for the disk as in production
    static ParleyNode start(Path directory, SandboxProcess sandbox, int inFlight) {
        SpringApplication application = new SpringApplication(ParleyApplication.class);
        return new ParleyNode(
                application.run(
                        "--parley.data=" + directory,
                        "--parley.node=bench",
                        "--parley.public-url=http://127.0.0.1",
                        "--parley.sandbox=true",
                        "--server.port=0",
                        "--logging.level.root=WARN",
                        "--logging.level.org.parley=WARN",
                        // settings of the person's environment must not lead elsewhere
                        "--parley.postgres.url=",
                        "--parley.clickhouse.url=",
                        "--parley.channels.whatsapp.access-token=",
                        "--parley.channels.email.host=",
                        "--parley.channels.viber.base-uri=" + sandbox.viber(),
                        "--parley.channels.viber.token=" + sandbox.token(),
                        "--parley.channels.viber.rate.concurrency=" + inFlight,
                        "--parley.channels.viber.rate.per-second=100000"));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    DSLContext postgres() {
        return part(DSLContext.class);
    }

    DSLContext clickHouse() {
        return BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                context.getBeanFactory(), DSLContext.class, "clickHouse");
    }

    @Override
    public void close() {
        context.close();
    }
}
