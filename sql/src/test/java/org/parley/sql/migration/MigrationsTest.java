package org.parley.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;

/// The migrator, tried on a schema of its own, and Parley's own schema from nothing.
final class MigrationsTest {
    private static final String TRIAL = "classpath:org/parley/sql/trial/";
    private static final ClickHouseLayout LAYOUT = ClickHouseLayout.singleServer();

    @Test
    void parleysOwnSchemaComesOnceAndIsThenLeftAlone() throws SQLException {
        var postgres = TestStores.emptyPostgresAddress().unpooled();
        var clickHouse = TestStores.emptyClickHouseAddress().unpooled();

        assertThat(Migrations.migratePostgres(postgres)).isPositive();
        assertThat(Migrations.migratePostgres(postgres)).isZero();
        assertThat(Migrations.migrateClickHouse(clickHouse, postgres, LAYOUT)).isPositive();
        assertThat(Migrations.migrateClickHouse(clickHouse, postgres, LAYOUT)).isZero();
    }

    @Test
    void severalMigratorsAtOnceApplyEachMigrationOnce() throws Exception {
        var postgres = TestStores.emptyPostgresAddress();
        var clickHouse = TestStores.emptyClickHouseAddress();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> migrate =
                    () ->
                            Migrations.postgresFlyway(postgres.unpooled(), TRIAL + "postgres")
                                            .migrate()
                                            .migrationsExecuted
                                    + migrate(clickHouse, postgres, "clickhouse");
            var applied = 0;
            for (var result : threads.invokeAll(Collections.nCopies(4, migrate))) {
                applied += result.get();
            }
            assertThat(applied).isEqualTo(3);
        }
        assertThat(one(postgres, "select count(*) from trial")).isEqualTo("1");
        assertThat(one(clickHouse, "SELECT countIf(success) FROM flyway_schema_history"))
                .isEqualTo("2");
    }

    @Test
    void clickHouseFilesMayHoldSeveralStatements() throws SQLException {
        var clickHouse = TestStores.emptyClickHouseAddress();
        migrate(clickHouse, TestStores.emptyPostgresAddress(), "clickhouse");

        one(clickHouse, "SELECT 1");
        run(clickHouse, "INSERT INTO trial (id, at) VALUES (5, now64(3)), (5, now64(3))");
        assertThat(one(clickHouse, "SELECT groupBitmapMerge(ids) FROM trial_day")).isEqualTo("1");
        assertThat(one(clickHouse, "SELECT any(note) FROM trial")).isEqualTo("a;b");
    }

    @Test
    void aClickHouseMigrationThatFailedHalfWayIsRunAgain() throws SQLException {
        var postgres = TestStores.emptyPostgresAddress();
        var clickHouse = TestStores.emptyClickHouseAddress();

        assertThatThrownBy(() -> migrate(clickHouse, postgres, "broken"))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("no_such_column");
        assertThat(migrate(clickHouse, postgres, "repaired")).isEqualTo(1);
        assertThat(one(clickHouse, "SELECT count() FROM other_half")).isEqualTo("0");
    }

    @Test
    void whatTheStoreMakesOfAContactsListsIsThereForContactsFromBefore() throws Exception {
        var clickHouse = TestStores.freshClickHouseAddress();
        run(clickHouse, "alter table contact drop column standing");
        run(
                clickHouse,
                """
                insert into contact (id, version, reachable, addressed, granted, withdrawn)
                values (1, 1, ['sms'], ['viber', 'sms'], ['sms/it\\'s'], []), (2, 1, ['sms'], ['sms', 'viber'], ['sms/it\\'s'], [])
                """);
        for (int again = 0; again < 2; again++) {
            for (var statement : file("V9__standing.sql").split(";", -1)) {
                if (!statement.isBlank()) {
                    run(clickHouse, statement);
                }
            }
            assertThat(
                            one(
                                    clickHouse,
                                    "select concat(toString(count()), ' ', toString(uniqExact(standing)), ' ', any(standing)) from contact"))
                    .isEqualTo("2 1 (['sms'],['sms','viber'],['sms/it\\'s'],[])");
        }
    }

    private static String file(String name) throws IOException {
        try (var file =
                MigrationsTest.class.getResourceAsStream("/org/parley/sql/clickhouse/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int migrate(StoreAddress clickHouse, StoreAddress postgres, String folder)
            throws SQLException {
        return Migrations.migrateClickHouse(
                clickHouse.unpooled(), postgres.unpooled(), LAYOUT, TRIAL + folder);
    }

    private static void run(StoreAddress store, String sql) throws SQLException {
        try (var connection = store.unpooled().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(StoreAddress store, String sql) throws SQLException {
        try (var connection = store.unpooled().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
