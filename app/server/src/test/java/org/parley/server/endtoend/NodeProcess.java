package org.parley.server.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.parley.sandbox.Sandbox;
import org.parley.server.ParleyApplication;
import org.parley.sql.StoreAddresses;

/// A node of Parley as a process of its own, so that it can be killed. The stores live on: a commit
/// is a commit, whoever dies (that they survive a kill of their own is proved where they are kept).
final class NodeProcess implements AutoCloseable {

    private final String name;
    private final Path directory;
    private final int port;
    private final List<String> command;
    private Process process;

    /// @param directory of its own
    /// @param keyset what accounts are sealed with: the same for all nodes of an installation
    /// @param publicAddress where providers and customers call
    /// @param perSecond sends a second and channel: slow enough that a run outlives its kills
    NodeProcess(
            String name,
            Path directory,
            Path keyset,
            int port,
            URI publicAddress,
            StoreAddresses stores,
            Sandbox sandbox,
            int perSecond)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.port = port;
        this.command =
                command(name, directory, keyset, port, publicAddress, stores, sandbox, perSecond);
        this.process = launch();
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    String key() throws IOException {
        return Files.readString(directory.resolve("first-key")).strip();
    }

    String name() {
        return name;
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = launch();
    }

    /// Patient with a busy machine, but not with a node that has ended.
    void awaitReady() {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "The node has ended: "
                                        + Files.readString(directory.resolve("node.log")));
                    }
                    var connection =
                            (HttpURLConnection)
                                    address()
                                            .resolve("/actuator/health/readiness")
                                            .toURL()
                                            .openConnection();
                    return connection.getResponseCode() == 200;
                });
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("node.log").toFile()))
                .start();
    }

    private static List<String> command(
            String name,
            Path directory,
            Path keyset,
            int port,
            URI publicAddress,
            StoreAddresses stores,
            Sandbox sandbox,
            int perSecond) {
        var accounts = sandbox.accounts();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Duser.timezone=UTC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ParleyApplication.class.getName(),
                "--parley.postgres.url=" + stores.postgres().jdbcUrl(),
                "--parley.postgres.user=" + stores.postgres().user(),
                "--parley.postgres.password=" + stores.postgres().password(),
                "--parley.clickhouse.url=" + stores.clickHouse().jdbcUrl(),
                "--parley.clickhouse.user=" + stores.clickHouse().user(),
                "--parley.clickhouse.password=" + stores.clickHouse().password(),
                "--parley.node=" + name,
                "--parley.data=" + directory,
                "--parley.keyset=" + keyset,
                "--parley.first-key-file=" + directory.resolve("first-key"),
                "--parley.sandbox=true",
                "--parley.public-url=" + publicAddress,
                "--server.port=" + port,
                "--parley.dispatch.chunk=20",
                "--parley.dispatch.run-lease=2s",
                "--parley.channels.viber.base-uri=" + sandbox.viberBaseUri() + "/",
                "--parley.channels.viber.token=" + accounts.viberToken(),
                "--parley.channels.viber.rate.per-second=" + perSecond,
                "--parley.channels.whatsapp.base-uri=" + sandbox.whatsAppBaseUri() + "/v25.0/",
                "--parley.channels.whatsapp.phone-number-id=" + accounts.whatsApp().phoneNumberId(),
                "--parley.channels.whatsapp.access-token=" + accounts.whatsApp().accessToken(),
                "--parley.channels.whatsapp.app-secret=" + accounts.whatsApp().appSecret(),
                "--parley.channels.whatsapp.verify-token=" + accounts.whatsApp().verifyToken(),
                "--parley.channels.whatsapp.rate.per-second=" + perSecond,
                "--parley.channels.email.host=" + sandbox.smtpHost(),
                "--parley.channels.email.port=" + sandbox.smtpPort(),
                "--parley.channels.email.user=" + accounts.mail().user(),
                "--parley.channels.email.password=" + accounts.mail().password(),
                "--parley.channels.email.start-tls=false",
                "--parley.channels.email.from=hello@shop.example",
                "--parley.channels.email.from-name=Shop",
                "--parley.channels.email.rate.per-second=" + perSecond);
    }
}
