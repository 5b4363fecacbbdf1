package org.parley.server.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.server.ParleyApplication;
import org.parley.sql.testing.TestStores;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

/// A node whose ClickHouse comes later than itself.
final class ClickHouseAwayTest {

    @Test
    void theNodeStartsWithoutClickHouseAndUsesItWhenItComes() throws Exception {
        var clickHouse = TestStores.emptyClickHouseAddress();
        var endpoint = URI.create(ClickHouseEndpoint.of(clickHouse.jdbcUrl()).url());
        int port = freePort();
        var through = clickHouse.jdbcUrl().replaceFirst(":" + endpoint.getPort(), ":" + port);
        try (var context = start(through, clickHouse.user(), clickHouse.password())) {
            assertThat(context.getBean(ClickHouseMigration.class).done()).isFalse();
            assertThat(context.getBean(DSLContext.class).fetchValue("select 1")).isEqualTo(1);
            probe(context, "/actuator/health", "DEGRADED");
            probe(context, "/actuator/health/readiness", "UP");

            try (var _ = new Relay(port, endpoint.getPort())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> context.getBean(ClickHouseMigration.class).done());
                probe(context, "/actuator/health", "UP");
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !context.getBean(ClickHouseHealth.class).answers());
            probe(context, "/actuator/health", "DEGRADED");
        }
    }

    private static ConfigurableApplicationContext start(
            String clickHouse, String user, String password) {
        var postgres = TestStores.freshPostgresAddress();
        return new SpringApplicationBuilder(ParleyApplication.class)
                .run(
                        "--parley.postgres.url=" + postgres.jdbcUrl(),
                        "--parley.postgres.user=" + postgres.user(),
                        "--parley.postgres.password=" + postgres.password(),
                        "--parley.clickhouse.url=" + clickHouse,
                        "--parley.clickhouse.user=" + user,
                        "--parley.clickhouse.password=" + password,
                        "--server.port=0");
    }

    private static void probe(ConfigurableApplicationContext context, String path, String status) {
        var port = context.getEnvironment().getProperty("local.server.port");
        RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The way to ClickHouse, which can be cut.
    private static final class Relay implements AutoCloseable {

        private final ServerSocket door;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();

        Relay(int from, int to) throws IOException {
            door = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(to));
        }

        private void accept(int to) {
            try {
                while (true) {
                    var client = door.accept();
                    var server = new Socket(InetAddress.getLoopbackAddress(), to);
                    open.add(client);
                    open.add(server);
                    Thread.ofVirtual().start(() -> copy(client, server));
                    Thread.ofVirtual().start(() -> copy(server, client));
                }
            } catch (IOException _) {
                // The door was closed.
            }
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // One side hung up.
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
            for (var socket : open) {
                socket.close();
            }
        }
    }
}
