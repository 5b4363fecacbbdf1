package org.parley.sql.testing;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.parley.sql.StoreAddress;
import org.parley.sql.StoreAddresses;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;

/// Databases for tests, each new, migrated and nobody else's. The servers start at the first call
/// and end with the JVM, however it ends; only the store that is asked for starts. Thread-safe.
public final class TestStores {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestStores() {}

    /// A new PostgreSQL database, copied from a migrated template (some 30 ms).
    public static DataSource freshPostgres() {
        return freshPostgresAddress().unpooled();
    }

    /// As [#freshPostgres], for who brings a pool.
    public static StoreAddress freshPostgresAddress() {
        return Postgres.copyOf("parley_template", "parley");
    }

    /// A new PostgreSQL database without any table.
    public static StoreAddress emptyPostgresAddress() {
        return Postgres.copyOf("template0", "parley");
    }

    /// A new ClickHouse database, migrated.
    public static DataSource freshClickHouse() {
        return freshClickHouseAddress().unpooled();
    }

    /// As [#freshClickHouse], for client-v2 and pools.
    public static StoreAddress freshClickHouseAddress() {
        var address = emptyClickHouseAddress();
        try {
            // The lock is taken in PostgreSQL in production; here nobody else migrates this one.
            Migrations.migrateClickHouse(
                    address.unpooled(), Postgres.lockDatabase(), ClickHouseLayout.singleServer());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    /// A new ClickHouse database without any table.
    public static StoreAddress emptyClickHouseAddress() {
        var name = "parley_test_" + COUNTER.incrementAndGet();
        execute(ClickHouse.STORES.clickHouse(), "CREATE DATABASE " + name + " ENGINE = Atomic");
        return ClickHouse.STORES.clickHouse().withDatabase(name);
    }

    /// Both stores fresh, as the server would get them.
    public static StoreAddresses fresh() {
        return new StoreAddresses(freshPostgresAddress(), freshClickHouseAddress());
    }

    private static void execute(StoreAddress address, String sql) {
        try (var connection = address.unpooled().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Holder classes: each server starts when its holder is first touched.

    private static final class Postgres {
        static final EmbeddedStores STORES = start();

        private static EmbeddedStores start() {
            var stores =
                    EmbeddedStores.open(
                            EmbeddedSettings.forTests(TestDirectory.resolve("one")).only(true, false));
            TestDirectory.atExit(stores);
            execute(
                    stores.postgresAdministrator(),
                    "create database parley_template owner parley");
            Migrations.migratePostgres(
                    stores.postgres().withDatabase("parley_template").unpooled());
            return stores;
        }

        static DataSource lockDatabase() {
            return STORES.postgres().unpooled();
        }

        static StoreAddress copyOf(String template, String owner) {
            var name = "test_" + COUNTER.incrementAndGet();
            execute(
                    STORES.postgresAdministrator(),
                    // The file system's copy beats the log's where nothing must survive.
                    "create database %s template %s owner %s strategy file_copy"
                            .formatted(name, template, owner));
            return STORES.postgres().withDatabase(name);
        }
    }

    private static final class ClickHouse {
        static final EmbeddedStores STORES = start();

        private static EmbeddedStores start() {
            var stores =
                    EmbeddedStores.open(
                            EmbeddedSettings.forTests(TestDirectory.resolve("two")).only(false, true));
            TestDirectory.atExit(stores);
            return stores;
        }
    }
}
