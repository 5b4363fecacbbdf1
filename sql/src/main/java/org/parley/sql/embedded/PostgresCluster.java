package org.parley.sql.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The files of one PostgreSQL cluster: `data`, the passwords and the port.
final class PostgresCluster {
    // Random passwords gain nothing from slow hashing, and tests connect thousands of times.
    private static final String FOR_TESTS =
            """
            max_wal_size = '4GB'
            scram_iterations = 1
            """;

    private final Path home;
    private final Path binaries;
    private final boolean durable;

    PostgresCluster(Path home, Path binaries, boolean durable) {
        this.home = home;
        this.binaries = binaries;
        this.durable = durable;
    }

    Path directory() {
        return home.resolve("data");
    }

    String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    String ownerPassword() {
        return password("parley.password");
    }

    String administratorPassword() {
        return password("administrator.password");
    }

    private String password(String file) {
        try {
            return Secrets.keptIn(home.resolve(file));
        } catch (IOException e) {
            throw new EmbeddedStoreException("Cannot read or make a password in " + home, e);
        }
    }

    /// PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, while its
    /// files stay ours.
    static List<String> asAnyoneButRoot() {
        return System.getProperty("user.name").equals("root")
                        && Files.isExecutable(Path.of("/usr/bin/unshare"))
                ? List.of("/usr/bin/unshare", "-U")
                : List.of();
    }

    /// Makes the cluster if there is none, writes its settings, and returns its port.
    int prepare(Path logFile) throws IOException {
        if (!Files.exists(directory())) {
            create(logFile);
        }
        var port = port();
        Files.writeString(directory().resolve("parley.conf"), settings(port));
        return port;
    }

    private void create(Path logFile) throws IOException {
        // Made aside and renamed: what bears the name `data` is whole, and never deleted here.
        var draft = home.resolve("data.new");
        Cache.delete(draft);
        Files.createDirectories(home);
        administratorPassword();
        var command = new ArrayList<>(asAnyoneButRoot());
        command.add(program("initdb"));
        command.addAll(
                List.of(
                        "--pgdata=" + draft,
                        "--username=postgres",
                        "--pwfile=" + home.resolve("administrator.password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Sorts alike on every machine, whatever its C library.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (!durable) {
            command.add("--no-sync");
            command.add("--set=scram_iterations=1");
        }
        var initdb =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                        .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new EmbeddedStoreException(
                        "initdb failed; the log %s ends:%n%s"
                                .formatted(logFile, LogTail.of(logFile)));
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedStoreException("Interrupted while making a PostgreSQL cluster", e);
        }
        Files.writeString(draft.resolve("postgresql.conf"), "include 'parley.conf'\n");
        Files.move(draft, directory(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String settings(int port) {
        return """
        # Written at each start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 200
        shared_buffers = '256MB'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        log_checkpoints = off
        jit = off
        fsync = %3$s
        synchronous_commit = %3$s
        full_page_writes = %3$s
        %2$s\
        """
                .formatted(port, durable ? "" : FOR_TESTS, durable ? "on" : "off");
    }

    /// The port of last time where it is free, so that a psql or a dashboard finds it again.
    private int port() throws IOException {
        var file = home.resolve("port");
        if (Files.exists(file)) {
            var port = Integer.parseInt(Files.readString(file).strip());
            if (bindable(port)) {
                return port;
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean bindable(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (BindException _) {
            return false;
        }
    }
}
