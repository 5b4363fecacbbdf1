package org.parley.sql.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        return dataSource(freshPostgresAddress());
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
        return dataSource(freshClickHouseAddress());
    }

    /// As [#freshClickHouse], for client-v2, pools and nodes, which find nothing to migrate.
    public static StoreAddress freshClickHouseAddress() {
        var address = emptyClickHouseAddress();
        ClickHouse.copyTemplateTo(address);
        return address;
    }

    /// A new ClickHouse database without any table.
    public static StoreAddress emptyClickHouseAddress() {
        var name = "parley_test_" + COUNTER.incrementAndGet();
        execute(ClickHouse.ADMINISTRATOR, "CREATE DATABASE " + name + " ENGINE = Atomic");
        return ClickHouse.STORES.clickHouse().withDatabase(name);
    }

    /// Both stores fresh, as the server would get them.
    public static StoreAddresses fresh() {
        return new StoreAddresses(freshPostgresAddress(), freshClickHouseAddress());
    }

    /// A data source for one of these databases that keeps its connections, as a pool would: what a
    /// session was told lasts beyond its closing.
    public static DataSource dataSource(StoreAddress address) {
        return new KeptConnections(address.unpooled());
    }

    private static void execute(DataSource store, String sql) {
        try (var connection = store.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Holder classes: each server starts when its holder is first touched.

    private static final class Postgres {
        static final EmbeddedStores STORES = start();
        private static final Connection ADMINISTRATOR = connected();

        private static EmbeddedStores start() {
            var stores =
                    EmbeddedStores.open(
                            EmbeddedSettings.forTests(TestDirectory.resolve("one"))
                                    .only(true, false));
            TestDirectory.atExit(stores);
            execute(
                    stores.postgresAdministrator().unpooled(),
                    "create database parley_template owner parley");
            Migrations.migratePostgres(
                    stores.postgres().withDatabase("parley_template").unpooled());
            return stores;
        }

        private static Connection connected() {
            try {
                return STORES.postgresAdministrator().unpooled().getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static StoreAddress copyOf(String template, String owner) {
            var name = "test_" + COUNTER.incrementAndGet();
            synchronized (ADMINISTRATOR) {
                try (var statement = ADMINISTRATOR.createStatement()) {
                    statement.execute(
                            "create database %s template %s owner %s strategy file_copy"
                                    .formatted(name, template, owner));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return STORES.postgres().withDatabase(name);
        }
    }

    private static final class ClickHouse {
        static final EmbeddedStores STORES = start();
        static final DataSource ADMINISTRATOR = dataSource(STORES.clickHouse());
        private static final String TEMPLATE = "parley_template";
        private static final String HISTORY = "flyway_schema_history";
        private static final List<String> SCHEMA = schema();

        private static EmbeddedStores start() {
            var stores =
                    EmbeddedStores.open(
                            EmbeddedSettings.forTests(TestDirectory.resolve("two"))
                                    .only(false, true));
            TestDirectory.atExit(stores);
            return stores;
        }

        /// Migrated once; a copy of its statements takes a tenth of the time.
        private static List<String> schema() {
            execute(ADMINISTRATOR, "CREATE DATABASE " + TEMPLATE);
            var template = STORES.clickHouse().withDatabase(TEMPLATE).unpooled();
            Migrations.migrateClickHouseUnlocked(template, ClickHouseLayout.singleServer());
            var statements = new ArrayList<String>();
            try (var connection = template.getConnection();
                    var statement = connection.createStatement();
                    // Views after what they read and write.
                    var rows =
                            statement.executeQuery(
                                    """
                                    SELECT create_table_query FROM system.tables
                                    WHERE database = 'parley_template'
                                    ORDER BY engine IN ('Dictionary'), engine LIKE '%View', metadata_modification_time
                                    """)) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return statements;
        }

        static void copyTemplateTo(StoreAddress address) {
            var name = address.database();
            try (var connection = ADMINISTRATOR.getConnection();
                    var statement = connection.createStatement()) {
                for (var create : SCHEMA) {
                    statement.execute(create.replace(TEMPLATE, name));
                }
                statement.execute(
                        "INSERT INTO %1$s.%3$s SELECT * FROM %2$s.%3$s"
                                .formatted(name, TEMPLATE, HISTORY));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
