package org.parley.sql.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.sql.StoreAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ClickHouse on `<data>/clickhouse`, a child JVM that calls the engine's library. Reached over
/// HTTP on the loopback with a password.
final class ClickHouseServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClickHouseServer.class);
    // The first start after a crash loads all parts; a loaded machine needs its time.
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration HALT_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int ANSWER_MILLIS = 10_000;

    private final Process child;
    private final StoreAddress address;

    private ClickHouseServer(Process child, StoreAddress address) {
        this.child = child;
        this.address = address;
    }

    static ClickHouseServer start(EmbeddedSettings settings) {
        var library = ClickHouseEngine.library();
        var configuration = new ClickHouseConfiguration(settings);
        var output = settings.logs().resolve("clickhouse.child.log");
        try {
            var began = System.nanoTime();
            endLeftover(configuration);
            configuration.write();
            var password = configuration.password();
            var child = launch(settings, configuration, library, output);
            try {
                var port = awaitPort(child, configuration, output);
                ask(port, password, "CREATE DATABASE IF NOT EXISTS parley ENGINE = Atomic");
                log.info(
                        "ClickHouse answers on port {} after {} ms",
                        port,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                return new ClickHouseServer(
                        child,
                        new StoreAddress(
                                "jdbc:clickhouse://127.0.0.1:%d/parley".formatted(port),
                                "parley",
                                password));
            } catch (IOException | RuntimeException e) {
                child.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedStoreException("ClickHouse could not be started", e);
        }
    }

    private static Process launch(
            EmbeddedSettings settings,
            ClickHouseConfiguration configuration,
            Path library,
            Path output)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classDirectory(configuration).toString()));
        command.add(ClickHouseChild.class.getName());
        command.add(library.toString());
        command.add("--config-file=" + configuration.file());
        command.add("--log-level=warning");
        command.add("--listen_host=127.0.0.1");
        command.add("--http_port=" + settings.clickHouseHttpPort());
        var statements = new ArrayList<String>();
        if (settings.clickHouseTcpPort() >= 0) {
            command.add("--tcp_port=" + settings.clickHouseTcpPort());
            statements.add("SYSTEM START LISTEN TCP");
            statements.add(tellPort("tcp_port", configuration.tcpPortFile()));
        }
        statements.add("SYSTEM START LISTEN HTTP");
        statements.add(tellPort("http_port", configuration.portFile()));
        // Serves for as long as this query runs, that is for thirty years.
        statements.add(
                "SELECT sleepEachRow(1) FROM numbers(1000000000) FORMAT Null SETTINGS max_block_size = 1");
        command.add("--query=" + String.join(";\n", statements));
        LogTail.rotate(output);
        var process =
                new ProcessBuilder(command)
                        .directory(configuration.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        Files.writeString(pidFile(configuration), Long.toString(process.pid()));
        return process;
    }

    private static String tellPort(String name, Path file) {
        return "SELECT getServerPort('%s') INTO OUTFILE '%s' TRUNCATE FORMAT TSV"
                .formatted(name, file.toString().replace("\\", "\\\\").replace("'", "\\'"));
    }

    /// The child's class as a file of its own: the application's may lie in a jar within a jar,
    /// where a plain class path cannot reach.
    private static Path classDirectory(ClickHouseConfiguration configuration) throws IOException {
        var directory = configuration.home().resolve("child");
        var name = ClickHouseChild.class.getName().replace('.', '/') + ".class";
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (var bytes = ClickHouseChild.class.getResourceAsStream("/" + name)) {
            if (bytes == null) {
                throw new IOException("No class file of " + ClickHouseChild.class);
            }
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return directory;
    }

    private static Path pidFile(ClickHouseConfiguration configuration) {
        return configuration.home().resolve("child.pid");
    }

    /// A child whose owner was killed halts by itself; wait for that, and end it where it does not.
    /// We hold the lock of the data directory.
    private static void endLeftover(ClickHouseConfiguration configuration) throws IOException {
        var file = pidFile(configuration);
        if (!Files.exists(file)) {
            return;
        }
        var process = ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
        if (process.isEmpty()) {
            return;
        }
        var leftover = new Leftover(process.get(), "--config-file=" + configuration.file());
        if (!leftover.ends(HALT_WITHIN)) {
            log.warn("Ending ClickHouse process {} left behind", process.get().pid());
            leftover.kill();
        }
    }

    private static int awaitPort(Process child, ClickHouseConfiguration configuration, Path output)
            throws IOException {
        var until = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (System.nanoTime() < until) {
                if (Files.exists(configuration.portFile())) {
                    var port = Files.readString(configuration.portFile());
                    // Ends with a line feed once it is whole.
                    if (port.endsWith("\n")) {
                        return Integer.parseInt(port.strip());
                    }
                }
                if (child.waitFor(POLL)) {
                    throw new EmbeddedStoreException(
                            "ClickHouse did not start; %s ends:%n%s"
                                    .formatted(output, LogTail.of(output)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStoreException("Interrupted while ClickHouse was starting", e);
        }
        throw new EmbeddedStoreException(
                "ClickHouse was not ready after %d s; %s ends:%n%s"
                        .formatted(READY_WITHIN.toSeconds(), output, LogTail.of(output)));
    }

    private static void ask(int port, String password, String sql) throws IOException {
        var url = URI.create("http://127.0.0.1:%d/".formatted(port)).toURL();
        var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        try {
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("X-ClickHouse-User", "parley");
            connection.setRequestProperty("X-ClickHouse-Key", password);
            connection.setDoOutput(true);
            connection.getOutputStream().write(sql.getBytes(StandardCharsets.UTF_8));
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                var error = connection.getErrorStream();
                throw new EmbeddedStoreException(
                        "ClickHouse started but answered %d: %s"
                                .formatted(
                                        connection.getResponseCode(),
                                        error == null
                                                ? ""
                                                : new String(
                                                        error.readAllBytes(),
                                                        StandardCharsets.UTF_8)));
            }
        } finally {
            connection.disconnect();
        }
    }

    StoreAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            child.getOutputStream().close();
            if (!child.waitFor(HALT_WITHIN)) {
                child.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            child.destroyForcibly();
            throw new EmbeddedStoreException("ClickHouse could not be stopped cleanly", e);
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
