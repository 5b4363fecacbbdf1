package org.parley.server.stores;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.parley.batch.relay.SchemaGate;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Brings ClickHouse to the schema of this build: once while the node starts, and again every few
/// seconds until it worked. Not a Flyway bean: those must succeed or the node does not start.
@Component
public final class ClickHouseMigration implements SmartLifecycle, SchemaGate {

    private static final Logger log = LoggerFactory.getLogger(ClickHouseMigration.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DataSource clickHouse;
    private final DataSource postgres;
    private final ClickHouseLayout layout;
    private volatile boolean done;
    private volatile boolean running;
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    ClickHouseMigration(
            @Qualifier("clickHouse") DataSource clickHouse,
            DataSource postgres,
            ClickHouseLayout layout) {
        this.clickHouse = clickHouse;
        this.postgres = postgres;
        this.layout = layout;
    }

    /// Whether ClickHouse has the schema of this build. Does not say whether it answers now.
    @Override
    public boolean done() {
        return done;
    }

    @Override
    public void start() {
        running = true;
        migrate();
    }

    private void migrate() {
        try {
            int applied = Migrations.migrateClickHouse(clickHouse, postgres, layout);
            done = true;
            log.info("ClickHouse is ready, {} migrations applied", applied);
        } catch (SQLException | RuntimeException e) {
            // Beside Flyway's own, the driver throws unchecked exceptions when nobody answers.
            log.warn(
                    "ClickHouse is away or not migrated; events wait in PostgreSQL. Trying again"
                            + " every {} s. {}",
                    PAUSE.toSeconds(),
                    e.getMessage());
            if (running) {
                var _ = retries.schedule(this::migrate, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        retries.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before everything that reads or writes ClickHouse.
    @Override
    public int getPhase() {
        return 0;
    }
}
