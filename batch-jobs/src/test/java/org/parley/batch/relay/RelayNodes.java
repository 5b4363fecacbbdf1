package org.parley.batch.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.parley.sql.StoreAddress;

/// Several relays, each a process of its own. One ships at a time; which, PostgreSQL knows.
final class RelayNodes implements AutoCloseable {

    private static final String SHIPPING =
            """
            select a.application_name
            from pg_locks l
            join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and a.application_name like 'relay-%' and a.datname = current_database()\
            """;

    private final DSLContext postgres;
    private final List<String> arguments;
    private final String ledger;
    private final List<Node> nodes = new ArrayList<>();
    private int started;

    private record Node(String name, Process process) {}

    RelayNodes(
            DSLContext postgres,
            StoreAddress ledger,
            StoreAddress clickHouse,
            int batchSize,
            int count) {
        this.postgres = postgres;
        this.ledger = ledger.jdbcUrl();
        this.arguments =
                List.of(
                        ledger.user(),
                        ledger.password(),
                        clickHouse.jdbcUrl(),
                        clickHouse.user(),
                        clickHouse.password(),
                        Integer.toString(batchSize));
        for (int i = 0; i < count; i++) {
            start();
        }
    }

    private void start() {
        String name = "relay-" + ++started;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        RelayProcess.class.getName(),
                        ledger + (ledger.contains("?") ? "&" : "?") + "ApplicationName=" + name));
        command.addAll(arguments);
        try {
            nodes.add(
                    new Node(
                            name,
                            new ProcessBuilder(command)
                                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills the node that ships at this moment, as by `kill -9`, and starts another one.
    ///
    /// @return whether one was shipping
    boolean killTheOneAtWork() throws InterruptedException {
        for (Node node : nodes) {
            if (!node.process().isAlive()) {
                throw new IllegalStateException(node.name() + " ended by itself");
            }
        }
        Optional<Node> shipping =
                postgres.resultQuery(SHIPPING).fetch(0, String.class).stream()
                        .flatMap(name -> nodes.stream().filter(node -> node.name().equals(name)))
                        .findFirst();
        if (shipping.isEmpty()) {
            return false;
        }
        Node victim = shipping.get();
        victim.process().destroyForcibly().waitFor();
        nodes.remove(victim);
        start();
        return true;
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            node.process().destroyForcibly();
        }
        for (Node node : nodes) {
            try {
                node.process().waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
