package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.demo.DemoData;
import org.parley.sandbox.demo.DemoTour;
import org.parley.sandbox.demo.ParleyApi;
import org.parley.sandbox.world.Channel;
import org.parley.server.ParleyApplication;
import org.parley.sql.StoreAddress;
import org.parley.sql.StoreAddresses;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.JsonNode;

/// The process is killed at ten random moments of a run and started again each time. The stores
/// live on: a commit is a commit, whoever dies (that they survive a kill of their own is proved
/// where they are kept).
class CrashTest {

    private static final int KILLS = 10;
    private static final int CONTACTS = 900;
    // slow enough that the run outlives its kills
    private static final int PER_SECOND = 20;

    @TempDir Path directory;

    private final StoreAddresses stores =
            new StoreAddresses(
                    TestStores.freshPostgresAddress(), TestStores.emptyClickHouseAddress());
    private final int port = Ports.free();

    @Test
    void tenKillsLoseNothingAndSendNothingTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashTest: seed " + seed);
        Random moments = new Random(seed);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo().withTimeScale(0))) {
            Process node = start(sandbox);
            try {
                long run = begin(sandbox);
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitAnswering(run);
                    TimeUnit.MILLISECONDS.sleep(moments.nextLong(1, 2_500));
                    node.destroyForcibly().waitFor();
                    node = start(sandbox);
                }
                finish(sandbox, run);
            } finally {
                node.destroyForcibly().waitFor();
            }
        }
    }

    private long begin(Sandbox sandbox) throws Exception {
        awaitReady();
        String key = Files.readString(directory.resolve("first-key")).strip();
        DemoData data = new DemoData(SandboxSettings.USUAL_SEED, CONTACTS, Shop.HISTORY_UNTIL);
        try (ParleyApi api = new ParleyApi(address(), key)) {
            DemoTour tour =
                    new DemoTour(
                            api,
                            sandbox,
                            address(),
                            directory.resolve("demo"),
                            new PrintStream(OutputStream.nullOutputStream()));
            tour.connect(data, key);
            return tour.begin(data);
        }
    }

    private void finish(Sandbox sandbox, long run) throws Exception {
        awaitReady();
        String key = Files.readString(directory.resolve("first-key")).strip();
        DSLContext postgres = dsl(stores.postgres(), SQLDialect.POSTGRES);
        try (ParleyApi api = new ParleyApi(address(), key)) {
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            !api.get("/api/v1/runs/" + run)
                                    .get("state")
                                    .stringValue()
                                    .equals("running"));
            assertThat(sandbox.awaitQuiet(Duration.ofMinutes(2))).isTrue();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        assertThat(rows(postgres, "event_outbox")).isZero();
                        assertThat(rows(postgres, "attribution_due")).isZero();
                        assertThat(rows(postgres, "mirror_change")).isZero();
                    });
            JsonNode view = api.get("/api/v1/runs/" + run);
            assertThat(view.get("state").stringValue()).isEqualTo("finished");
            assertThat(view.at("/balance/closes").booleanValue()).isTrue();
            assertThat(view.at("/balance/pending").longValue()).isZero();
            assertThat(view.at("/balance/sent").longValue()).isPositive();
        }
        for (Channel channel : Channel.values()) {
            assertThat(sandbox.received().repeated(channel)).as("%s twice", channel).isEmpty();
        }
        // receipts of attempts whose answer died wait for their turn; when they come, ledger and
        // events move together
        DSLContext clickHouse = dsl(stores.clickHouse(), SQLDialect.CLICKHOUSE);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertEventsAgree(postgres, clickHouse, run));
        assertNobodyLost(postgres, sandbox, run);
    }

    /// Whoever the provider took over is sent or, where the answer died with the process, unknown:
    /// never failed, skipped or gone.
    private static void assertNobodyLost(DSLContext postgres, Sandbox sandbox, long run) {
        Map<String, Integer> taken = new TreeMap<>();
        for (Channel channel : Channel.values()) {
            taken.put(
                    channel.name().toLowerCase(java.util.Locale.ROOT),
                    (int) sandbox.received().total(channel));
        }
        postgres.fetch(
                        "select channel, count(*) filter (where state = 'sent') as sent, count(*)"
                                + " filter (where state = 'unknown') as unknown from recipient where"
                                + " run_id = {0} and channel is not null group by channel",
                        DSL.val(run))
                .forEach(row -> {
                    int got = taken.get(row.get("channel", String.class));
                    int sent = row.get("sent", Integer.class);
                    assertThat(got)
                            .as(row.get("channel", String.class))
                            .isBetween(sent, sent + row.get("unknown", Integer.class));
                });
    }

    private static void assertEventsAgree(DSLContext postgres, DSLContext clickHouse, long run) {
        Map<String, Long> told = new TreeMap<>();
        clickHouse
                .fetch(
                        "select kind, count() as n, uniqExact(ordinal) as people from message_event"
                                + " where run_id = {0} and kind in ('assigned', 'skipped', 'sent',"
                                + " 'delivered', 'read', 'billed') group by kind",
                        DSL.val(run))
                .forEach(row -> {
                    assertThat(row.get("n", Long.class))
                            .as("%s told once", row.get("kind"))
                            .isEqualTo(row.get("people", Long.class));
                    told.put(row.get("kind", String.class), row.get("n", Long.class));
                });
        var ledger =
                postgres.fetchSingle(
                        "select count(*) as assigned, count(*) filter (where state = 'skipped') as"
                                + " skipped, count(sent_at) as sent, count(delivered_at) as"
                                + " delivered, count(read_at) as read, count(price) as billed from"
                                + " recipient where run_id = {0}",
                        DSL.val(run));
        for (String kind : List.of("assigned", "skipped", "sent", "delivered", "read", "billed")) {
            assertThat(told.getOrDefault(kind, 0L))
                    .as(kind)
                    .isEqualTo(ledger.get(kind, Long.class));
        }
    }

    private static int rows(DSLContext postgres, String table) {
        return postgres.fetchCount(DSL.table(table));
    }

    private static DSLContext dsl(StoreAddress address, SQLDialect dialect) {
        return DSL.using(address.unpooled(), dialect);
    }

    private URI address() {
        return URI.create("http://localhost:" + port);
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    var connection =
                            (java.net.HttpURLConnection)
                                    address()
                                            .resolve("/actuator/health/readiness")
                                            .toURL()
                                            .openConnection();
                    return connection.getResponseCode() == 200;
                });
    }

    private void awaitAnswering(long run) {
        awaitReady();
        assertThat(run).isPositive();
    }

    private Process start(Sandbox sandbox) throws Exception {
        var accounts = sandbox.accounts();
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-XX:TieredStopAtLevel=1",
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
                        "--parley.data=" + directory,
                        "--parley.first-key-file=" + directory.resolve("first-key"),
                        "--parley.sandbox=true",
                        "--parley.public-url=" + address(),
                        "--server.port=" + port,
                        "--parley.dispatch.chunk=20",
                        "--parley.dispatch.run-lease=2s",
                        "--parley.channels.viber.base-uri=" + sandbox.viberBaseUri() + "/",
                        "--parley.channels.viber.token=" + accounts.viberToken(),
                        "--parley.channels.viber.rate.per-second=" + PER_SECOND,
                        "--parley.channels.whatsapp.base-uri="
                                + sandbox.whatsAppBaseUri()
                                + "/v25.0/",
                        "--parley.channels.whatsapp.phone-number-id="
                                + accounts.whatsApp().phoneNumberId(),
                        "--parley.channels.whatsapp.access-token="
                                + accounts.whatsApp().accessToken(),
                        "--parley.channels.whatsapp.app-secret=" + accounts.whatsApp().appSecret(),
                        "--parley.channels.whatsapp.verify-token="
                                + accounts.whatsApp().verifyToken(),
                        "--parley.channels.whatsapp.rate.per-second=" + PER_SECOND,
                        "--parley.channels.email.host=" + sandbox.smtpHost(),
                        "--parley.channels.email.port=" + sandbox.smtpPort(),
                        "--parley.channels.email.user=" + accounts.mail().user(),
                        "--parley.channels.email.password=" + accounts.mail().password(),
                        "--parley.channels.email.start-tls=false",
                        "--parley.channels.email.from=hello@shop.example",
                        "--parley.channels.email.from-name=Shop",
                        "--parley.channels.email.rate.per-second=" + PER_SECOND);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("node.log").toFile()))
                .start();
    }
}
