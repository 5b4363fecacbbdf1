package org.parley.server.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.demo.DemoData;
import org.parley.sandbox.demo.DemoTour;
import org.parley.sandbox.demo.ParleyApi;
import org.parley.server.ParleyApplication;
import org.parley.sql.testing.TestStores;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// A whole small shop: a node on fresh stores, the sandbox as its providers, the demo's people as
/// its customers. Everything goes over HTTP and SMTP.
final class Shop implements AutoCloseable {

    static final Instant HISTORY_UNTIL = Instant.parse("2026-11-01T00:00:00Z");

    final Sandbox sandbox;
    final ConfigurableApplicationContext node;
    final ParleyApi api;
    final DemoTour tour;
    final DemoData data;
    final Path files;

    private Shop(
            Sandbox sandbox,
            ConfigurableApplicationContext node,
            ParleyApi api,
            DemoTour tour,
            DemoData data,
            Path files) {
        this.sandbox = sandbox;
        this.node = node;
        this.api = api;
        this.tour = tour;
        this.data = data;
        this.files = files;
    }

    static Shop open(int contacts, Path directory) throws Exception {
        return open(contacts, directory, _ -> List.of());
    }

    /// @param more settings of the node, once the sandbox is up
    static Shop open(int contacts, Path directory, Function<Sandbox, List<String>> more)
            throws Exception {
        return open(
                contacts,
                directory,
                SandboxSettings.demo().withTimeScale(0).withSeed(SandboxSettings.USUAL_SEED),
                more);
    }

    static Shop open(int contacts, Path directory, SandboxSettings settings) throws Exception {
        return open(contacts, directory, settings, _ -> List.of());
    }

    private static Shop open(
            int contacts,
            Path directory,
            SandboxSettings settings,
            Function<Sandbox, List<String>> more)
            throws Exception {
        Sandbox sandbox = Sandbox.start(settings);
        ConfigurableApplicationContext node = start(sandbox, directory, more.apply(sandbox));
        URI address = address(node);
        String key = Files.readString(directory.resolve("first-key")).strip();
        ParleyApi api = new ParleyApi(address, key);
        DemoData data = new DemoData(SandboxSettings.USUAL_SEED, contacts, HISTORY_UNTIL);
        Path files = directory.resolve("demo");
        DemoTour tour =
                new DemoTour(
                        api,
                        sandbox,
                        address,
                        files,
                        new PrintStream(OutputStream.nullOutputStream()));
        tour.connect(data, key);
        return new Shop(sandbox, node, api, tour, data, files);
    }

    private static ConfigurableApplicationContext start(
            Sandbox sandbox, Path directory, List<String> more) {
        var postgres = TestStores.freshPostgresAddress();
        var clickHouse = TestStores.freshClickHouseAddress();
        var accounts = sandbox.accounts();
        int port = Ports.free();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--parley.postgres.url=" + postgres.jdbcUrl(),
                                "--parley.postgres.user=" + postgres.user(),
                                "--parley.postgres.password=" + postgres.password(),
                                "--parley.clickhouse.url=" + clickHouse.jdbcUrl(),
                                "--parley.clickhouse.user=" + clickHouse.user(),
                                "--parley.clickhouse.password=" + clickHouse.password(),
                                "--parley.data=" + directory,
                                "--parley.first-key-file=" + directory.resolve("first-key"),
                                "--parley.sandbox=true",
                                "--parley.public-url=http://localhost:" + port,
                                "--server.port=" + port,
                                "--parley.channels.viber.base-uri=" + sandbox.viberBaseUri() + "/",
                                "--parley.channels.viber.token=" + accounts.viberToken(),
                                "--parley.channels.whatsapp.base-uri="
                                        + sandbox.whatsAppBaseUri()
                                        + "/v25.0/",
                                "--parley.channels.whatsapp.phone-number-id="
                                        + accounts.whatsApp().phoneNumberId(),
                                "--parley.channels.whatsapp.access-token="
                                        + accounts.whatsApp().accessToken(),
                                "--parley.channels.whatsapp.app-secret="
                                        + accounts.whatsApp().appSecret(),
                                "--parley.channels.whatsapp.verify-token="
                                        + accounts.whatsApp().verifyToken(),
                                "--parley.channels.email.host=" + sandbox.smtpHost(),
                                "--parley.channels.email.port=" + sandbox.smtpPort(),
                                "--parley.channels.email.user=" + accounts.mail().user(),
                                "--parley.channels.email.password=" + accounts.mail().password(),
                                "--parley.channels.email.start-tls=false",
                                "--parley.channels.email.from=hello@shop.example",
                                "--parley.channels.email.from-name=Shop"));
        arguments.addAll(more);
        return new SpringApplicationBuilder(ParleyApplication.class)
                .run(arguments.toArray(String[]::new));
    }

    URI address() {
        return address(node);
    }

    private static URI address(ConfigurableApplicationContext node) {
        return URI.create(
                "http://localhost:"
                        + node.getEnvironment().getRequiredProperty("local.server.port"));
    }

    DSLContext postgres() {
        return node.getBean("dslContext", DSLContext.class);
    }

    DSLContext clickHouse() {
        return node.getBean("clickHouseDslContext", DSLContext.class);
    }

    /// Waits until customers, webhooks, credits and the way to ClickHouse are all idle.
    void settle() throws Exception {
        if (!sandbox.awaitQuiet(Duration.ofMinutes(2))) {
            throw new AssertionError("The customers did not come to rest");
        }
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    for (String waiting :
                            new String[] {
                                "webhook_delivery",
                                "attribution_due",
                                "event_outbox",
                                "event_batch",
                                "mirror_change"
                            }) {
                        if (postgres().fetchCount(DSL.table(waiting)) > 0) {
                            throw new AssertionError(waiting + " is not empty");
                        }
                    }
                });
    }

    /// The demo's run, and all that follows it. Who gets no receipt is given up when nothing is on
    /// its way any more, instead of after the demo's minute.
    long run() throws Exception {
        long run = tour.begin(data);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    if (unsent(run) == 0) {
                        settle();
                        endTheWaiting(run);
                    }
                    return api.get("/api/v1/runs/" + run)
                            .get("state")
                            .stringValue()
                            .equals("finished");
                });
        settle();
        return run;
    }

    private int unsent(long run) {
        return postgres()
                .fetchSingle(
                        "select count(*)::int from recipient where run_id = {0} and state in"
                                + " ('pending', 'claimed')",
                        DSL.val((int) run))
                .into(int.class);
    }

    /// Whoever still waits for a receipt is tried on the next channel.
    void endTheWaiting(long run) {
        postgres()
                .execute(
                        "update recipient set fall_back_at = now() - interval '1 second' where"
                                + " run_id = {0} and fall_back_at is not null",
                        DSL.val((int) run));
        postgres().execute("update run set resume_at = now() where id = {0}", DSL.val((int) run));
    }

    JsonNode report(long run) throws Exception {
        return api.get("/api/v1/runs/" + run + "/report");
    }

    /// Exports the run's ROI and returns the CSV's path; the manifest lies beside it.
    Path export(long run) throws Exception {
        long id =
                api.post("/api/v1/exports/roi", java.util.Map.of("run", run, "profile", "machine"))
                        .get("id")
                        .asLong();
        String path = "/api/v1/exports/" + id;
        JsonNode[] last = new JsonNode[1];
        await().atMost(Duration.ofMinutes(2))
                .until(() -> {
                    last[0] = api.get(path);
                    return !last[0].get("state").stringValue().equals("running");
                });
        if (!last[0].get("state").stringValue().equals("finished")) {
            throw new AssertionError("The export failed: " + last[0].get("problem"));
        }
        Path csv = files.resolve("roi-" + id + ".csv");
        api.download(path + "/file", csv);
        api.download(path + "/manifest", files.resolve("roi-" + id + ".manifest.json"));
        return csv;
    }

    @Override
    public void close() {
        api.close();
        node.close();
        sandbox.close();
    }
}
