package org.parley.sql.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.sql.StoreAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL on `<data>/postgres`, reached over the loopback with a password.
///
/// A small shell stands between us and the server: it starts the server, then waits for the end of
/// its own standard input, which comes when we close the pipe or die, and stops the server cleanly.
final class PostgresServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(75);

    // Signals of a terminal reach the shell too; only the end of input may stop the server.
    // pg_ctl puts the server itself into a session of its own. Only the process started here is
    // stopped: by the time that a killed owner's shell wakes, a next one may have its own running.
    // The server gives its file up shortly before it is gone: up to two seconds more are waited
    // out.
    private static final String GUARD =
            """
            trap '' INT HUP TERM PIPE
            pg_ctl=$1 cluster=$2 log=$3
            shift 3
            "$@" "$pg_ctl" start -s -w -t 300 -D "$cluster" -l "$log" </dev/null >>"$log" 2>&1 || exit 1
            read -r pid <"$cluster/postmaster.pid"
            echo ready
            cat >/dev/null
            kill -INT "$pid"
            while kill -0 "$pid" && read -r now <"$cluster/postmaster.pid" && [ "$now" = "$pid" ]; do
              sleep 0.05
            done 2>/dev/null
            more=40
            while [ -e "/proc/$pid/exe" ] && [ "$((more -= 1))" -gt 0 ]; do
              sleep 0.05
            done
            """;

    private final Process guard;
    private final PostgresCluster cluster;
    private final int port;

    private PostgresServer(Process guard, PostgresCluster cluster, int port) {
        this.guard = guard;
        this.cluster = cluster;
        this.port = port;
    }

    static PostgresServer start(EmbeddedSettings settings) {
        var cluster =
                new PostgresCluster(
                        settings.dataDirectory().resolve("postgres"),
                        PostgresBinaries.unpacked(Cache.ofThisPerson()),
                        settings.durable());
        var logFile = settings.logs().resolve("postgres.log");
        try {
            var began = System.nanoTime();
            LogTail.rotate(logFile);
            PostgresOrphan.endIn(cluster.directory());
            var port = cluster.prepare(logFile);
            var guard = launch(cluster, logFile);
            var server = new PostgresServer(guard, cluster, port);
            server.ensureDatabase();
            log.info("PostgreSQL answers on port {} after {} ms", port, millisSince(began));
            return server;
        } catch (IOException e) {
            throw new EmbeddedStoreException("PostgreSQL could not be started", e);
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static Process launch(PostgresCluster cluster, Path logFile) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "parley-postgres"));
        command.add(cluster.program("pg_ctl"));
        command.add(cluster.directory().toString());
        command.add(logFile.toString());
        command.addAll(PostgresCluster.asAnyoneButRoot());
        var guard =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                        .start();
        // The shell says "ready" or ends; pg_ctl bounds the wait.
        var answer =
                new BufferedReader(
                                new InputStreamReader(
                                        guard.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
        if (answer == null) {
            throw new EmbeddedStoreException(
                    "PostgreSQL did not start; its log %s ends:%n%s"
                            .formatted(logFile, LogTail.of(logFile)));
        }
        return guard;
    }

    private void ensureDatabase() {
        try (var connection = administrator().unpooled().getConnection()) {
            if (!exists(connection, "select from pg_roles where rolname = 'parley'")) {
                execute(connection, "create role parley login");
            }
            // Set at each start, so that the file is the truth after a half-finished first start.
            execute(
                    connection,
                    "alter role parley password '%s'".formatted(cluster.ownerPassword()));
            if (!exists(connection, "select from pg_database where datname = 'parley'")) {
                execute(connection, "create database parley owner parley");
            }
        } catch (SQLException e) {
            close();
            throw new EmbeddedStoreException("PostgreSQL started but does not let us in", e);
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Owner of the database `parley`, not a superuser.
    StoreAddress address() {
        return address("parley", "parley", cluster.ownerPassword());
    }

    StoreAddress administrator() {
        return address("postgres", "postgres", cluster.administratorPassword());
    }

    private StoreAddress address(String database, String user, String password) {
        return new StoreAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, password);
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("PostgreSQL does not stop; it is ended and will recover from its log");
            }
            // Finds nothing after a clean stop.
            PostgresOrphan.endIn(cluster.directory());
        } catch (IOException e) {
            throw new EmbeddedStoreException("PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            // The guard goes on stopping the server without us.
            Thread.currentThread().interrupt();
        }
    }
}
