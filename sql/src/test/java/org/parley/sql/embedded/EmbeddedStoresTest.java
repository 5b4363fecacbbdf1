package org.parley.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.StoreAddress;

final class EmbeddedStoresTest {
    @TempDir Path data;

    @AfterEach
    void nothingIsLeftRunning() {
        await().atMost(Duration.ofSeconds(30)).until(() -> serversOf(data).isEmpty());
    }

    @Test
    void whatWasWrittenIsThereAfterTheOwnerWasKilled() throws Exception {
        var owner = startOwner();
        assertThat(serversOf(data)).isNotEmpty();
        owner.destroyForcibly().waitFor();

        try (var stores = EmbeddedStores.open(data)) {
            assertThat(one(stores.postgres(), "select id from kept")).isEqualTo("7");
            assertThat(one(stores.clickHouse(), "SELECT id FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void serversEndByThemselvesWhenTheirOwnerIsKilled() throws Exception {
        startOwner().destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> serversOf(data).isEmpty());
    }

    @Test
    void aPostgresWhoseGuardWasKilledTooIsEndedAtTheNextStart() throws Exception {
        var owner = startOwner();
        var postgres =
                Long.parseLong(
                        Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                                .getFirst());
        owner.children()
                .filter(child -> child.info().command().filter(c -> c.contains("sh")).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        owner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(postgres)).isPresent();

        try (var stores = EmbeddedStores.open(data)) {
            // ended at once; its entry goes when the system has taken note of it
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            ProcessHandle.of(postgres).filter(ProcessHandle::isAlive).isEmpty());
            assertThat(one(stores.postgres(), "select id from kept")).isEqualTo("7");
        }
    }

    @Test
    void aSecondStartOnTheSameDirectoryIsRefusedAndSaysByWhomItIsUsed() throws Exception {
        var owner = startOwner();
        assertThatThrownBy(() -> EmbeddedStores.open(data))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessage(
                        "The data directory %s is in use by process %d; stop it or choose another with --data",
                        data, owner.pid());
        owner.getOutputStream().close();
        assertThat(owner.waitFor()).isZero();
    }

    @Test
    void aCleanStopLeavesNoProcessAndFreesTheDirectory() {
        EmbeddedStores.open(data).close();
        assertThat(serversOf(data)).isEmpty();
        EmbeddedStores.open(data).close();
    }

    @Test
    void oneStoreAloneCanBeStarted() throws SQLException {
        try (var stores = EmbeddedStores.open(EmbeddedSettings.forTests(data).only(false, true))) {
            assertThat(one(stores.clickHouse(), "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(stores::postgres).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nobodyEntersWithoutThePassword() throws Exception {
        try (var stores = EmbeddedStores.open(EmbeddedSettings.forTests(data))) {
            var clickHouse = stores.clickHouse();
            try (var connection = clickHouse.unpooled().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE diary (line String) ENGINE = Memory");
            }
            var nobody = new StoreAddress(clickHouse.jdbcUrl(), "default", "");
            assertThatThrownBy(() -> one(nobody, "SELECT count() FROM parley.diary"))
                    .hasMessageContaining("ACCESS_DENIED");
            assertThatThrownBy(() ->
                            one(nobody, "SELECT count() FROM file('/etc/hosts', LineAsString)"))
                    .hasMessageContaining("ACCESS_DENIED");
            assertThatThrownBy(() ->
                            one(new StoreAddress(clickHouse.jdbcUrl(), "parley", "x"), "SELECT 1"))
                    .isInstanceOf(SQLException.class);
            for (var user : List.of("parley", "postgres")) {
                var guess = new StoreAddress(stores.postgres().jdbcUrl(), user, "x");
                assertThatThrownBy(() -> one(guess, "select 1"))
                        .hasMessageContaining("password authentication failed");
            }
        }
        for (var secret :
                List.of(
                        "postgres/parley.password",
                        "postgres/administrator.password",
                        "clickhouse/parley.password")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(data.resolve("clickhouse/users.xml")))
                .doesNotContain(Files.readString(data.resolve("clickhouse/parley.password")));
    }

    @Test
    void theApplicationsOwnUserReachesNoFilesAndNoOtherServers() {
        try (var stores = EmbeddedStores.open(EmbeddedSettings.forTests(data).only(false, true))) {
            var parley = stores.clickHouse();
            for (var sql :
                    List.of(
                            "SELECT count() FROM file('/etc/hosts', LineAsString)",
                            "SELECT count() FROM url('http://127.0.0.1:1/', LineAsString)",
                            "SELECT count() FROM remote('127.0.0.1:1', system.one)",
                            "CREATE TABLE parley.leak (line String) ENGINE = File(LineAsString)",
                            "CREATE DATABASE elsewhere")) {
                assertThatThrownBy(() -> one(parley, sql)).hasMessageContaining("ACCESS_DENIED");
            }
        }
    }

    @Test
    void aServerThatCannotStartShowsTheEndOfItsLog() throws IOException {
        EmbeddedStores.open(EmbeddedSettings.forTests(data).only(true, false)).close();
        Files.writeString(data.resolve("postgres/data/postgresql.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(() ->
                        EmbeddedStores.open(EmbeddedSettings.forTests(data).only(true, false)))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void oneServersFailureStopsTheOther() throws IOException {
        EmbeddedStores.open(EmbeddedSettings.forTests(data).only(true, false)).close();
        Files.writeString(data.resolve("postgres/data/postgresql.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(() -> EmbeddedStores.open(EmbeddedSettings.forTests(data)))
                .isInstanceOf(EmbeddedStoreException.class);
        assertThat(serversOf(data)).isEmpty();
    }

    private Process startOwner() throws IOException {
        var owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.timezone=UTC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoresOwner.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var answer = owner.inputReader().readLine();
        assertThat(answer).isEqualTo("written");
        return owner;
    }

    private static List<ProcessHandle> serversOf(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process ->
                        process.info()
                                .arguments()
                                .filter(arguments ->
                                        Arrays.stream(arguments)
                                                .anyMatch(a -> belongs(a, directory)))
                                .isPresent())
                .toList();
    }

    private static boolean belongs(String argument, Path directory) {
        return argument.equals(directory.resolve("postgres/data").toString())
                || argument.equals("--config-file=" + directory.resolve("clickhouse/config.xml"));
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
