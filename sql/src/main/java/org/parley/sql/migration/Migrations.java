package org.parley.sql.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings both stores to the schema of this build. Running twice changes nothing; several processes
/// may run it at once.
public final class Migrations {
    public static final String POSTGRES_LOCATION = "classpath:org/parley/sql/postgres";
    public static final String CLICKHOUSE_LOCATION = "classpath:org/parley/sql/clickhouse";

    // Any constant of our own; Flyway derives its keys from table names.
    private static final long CLICKHOUSE_LOCK = 0x5061_726c_6579_4348L;
    private static final int WAIT_MINUTES = 10;

    private Migrations() {}

    /// A Flyway for PostgreSQL that has not run yet, for Spring Boot to run before Quartz and
    /// Batch.
    public static Flyway postgresFlyway(DataSource postgres) {
        return postgresFlyway(postgres, POSTGRES_LOCATION);
    }

    static Flyway postgresFlyway(DataSource postgres, String location) {
        return common(postgres, location).placeholderReplacement(false).load();
    }

    /// Migrates PostgreSQL.
    ///
    /// @return how many migrations were applied
    /// @throws org.flywaydb.core.api.FlywayException if one failed; PostgreSQL rolled it back
    public static int migratePostgres(DataSource postgres) {
        return postgresFlyway(postgres).migrate().migrationsExecuted;
    }

    /// Migrates ClickHouse while holding a lock in PostgreSQL: ClickHouse has none of its own, and
    /// migrators that meet there leave failed entries behind. A migration that failed half-way is
    /// run again from its beginning, so every statement must say `IF NOT EXISTS` or the like.
    ///
    /// @param postgres where the lock is taken; one connection is held meanwhile
    /// @return how many migrations were applied
    /// @throws SQLException if PostgreSQL is away or the lock is not free within ten minutes
    /// @throws org.flywaydb.core.api.FlywayException if ClickHouse is away or a migration failed
    public static int migrateClickHouse(
            DataSource clickHouse, DataSource postgres, ClickHouseLayout layout)
            throws SQLException {
        return migrateClickHouse(clickHouse, postgres, layout, CLICKHOUSE_LOCATION);
    }

    static int migrateClickHouse(
            DataSource clickHouse, DataSource postgres, ClickHouseLayout layout, String location)
            throws SQLException {
        try (var connection = postgres.getConnection()) {
            connection.setAutoCommit(true);
            run(connection, "set lock_timeout = '%dmin'".formatted(WAIT_MINUTES));
            run(connection, "select pg_advisory_lock(%d)".formatted(CLICKHOUSE_LOCK));
            try {
                return migrateUnlocked(clickHouse, layout, location);
            } finally {
                run(connection, "select pg_advisory_unlock(%d)".formatted(CLICKHOUSE_LOCK));
                run(connection, "reset lock_timeout");
            }
        }
    }

    /// Migrates a ClickHouse that nobody else can be migrating, such as one just made for a test.
    ///
    /// @return how many migrations were applied
    /// @throws org.flywaydb.core.api.FlywayException as [#migrateClickHouse(DataSource, DataSource,
    ///   ClickHouseLayout)]
    public static int migrateClickHouseUnlocked(DataSource clickHouse, ClickHouseLayout layout) {
        return migrateUnlocked(clickHouse, layout, CLICKHOUSE_LOCATION);
    }

    private static int migrateUnlocked(
            DataSource clickHouse, ClickHouseLayout layout, String location) {
        var flyway =
                common(SpellingDataSource.of(clickHouse, layout), location)
                        .placeholderReplacement(false)
                        .configuration(historyOf(layout))
                        .load();
        var failedBefore =
                Arrays.stream(flyway.info().all())
                        .anyMatch(migration -> migration.getState() == MigrationState.FAILED);
        if (failedBefore) {
            flyway.repair();
        }
        return flyway.migrate().migrationsExecuted;
    }

    /// With replicas Flyway's own table is one, too.
    private static Map<String, String> historyOf(ClickHouseLayout layout) {
        return layout.form() == ClickHouseLayout.Form.REPLICATED
                ? Map.of("flyway.clickhouse.clusterName", layout.cluster())
                : Map.of();
    }

    private static FluentConfiguration common(DataSource store, String location) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(store)
                .locations(location)
                .cleanDisabled(true);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
