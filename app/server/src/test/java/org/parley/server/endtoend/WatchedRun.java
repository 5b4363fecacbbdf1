package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.demo.DemoData;
import org.parley.sandbox.demo.DemoTour;
import org.parley.sandbox.demo.ParleyApi;
import org.parley.sandbox.world.Channel;
import org.parley.sql.StoreAddress;
import org.parley.sql.StoreAddresses;
import tools.jackson.databind.JsonNode;

/// A run of the demo shop whose nodes die, and the proof that nothing came of it.
final class WatchedRun {

    private static final int CONTACTS = 900;

    private final Sandbox sandbox;
    private final StoreAddresses stores;

    WatchedRun(Sandbox sandbox, StoreAddresses stores) {
        this.sandbox = sandbox;
        this.stores = stores;
    }

    /// Sets the shop up and starts a run of it.
    long begin(NodeProcess node, Path directory) throws Exception {
        node.awaitReady();
        DemoData data = new DemoData(SandboxSettings.USUAL_SEED, CONTACTS, Shop.HISTORY_UNTIL);
        try (ParleyApi api = new ParleyApi(node.address(), node.key())) {
            DemoTour tour =
                    new DemoTour(
                            api,
                            sandbox,
                            node.address(),
                            directory.resolve("demo"),
                            new PrintStream(OutputStream.nullOutputStream()));
            tour.connect(data, node.key());
            return tour.begin(data);
        }
    }

    /// Waits for the end of the run and holds sandbox, ledger and events against each other.
    void endsWell(NodeProcess node, long run) throws Exception {
        node.awaitReady();
        DSLContext postgres = dsl(stores.postgres(), SQLDialect.POSTGRES);
        try (ParleyApi api = new ParleyApi(node.address(), node.key())) {
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

    /// Whoever the provider took over has a time of sending (also when a receipt said later that it
    /// failed) or, where the answer died with the process, is unknown: never skipped or gone.
    private static void assertNobodyLost(DSLContext postgres, Sandbox sandbox, long run) {
        Map<String, Integer> taken = new TreeMap<>();
        for (Channel channel : Channel.values()) {
            taken.put(
                    channel.name().toLowerCase(java.util.Locale.ROOT),
                    (int) sandbox.received().total(channel));
        }
        postgres.fetch(
                        "select channel, count(sent_at) as sent, count(*) filter (where state ="
                                + " 'unknown') as unknown from (select channel, sent_at, state from"
                                + " recipient where run_id = {0} union all select channel, sent_at,"
                                + " state from recipient_attempt where run_id = {0}) attempt where"
                                + " channel is not null group by channel",
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
                        // a reading may be concluded and then be shown: each of the two once
                        "select kind, count() as n, uniqExact(ordinal, reason) as facts,"
                                + " uniqExact(ordinal) as people from message_event"
                                + " where run_id = {0} and kind in ('assigned', 'skipped', 'sent',"
                                + " 'delivered', 'read', 'billed') and not machine group by kind",
                        DSL.val(run))
                .forEach(row -> {
                    assertThat(row.get("n", Long.class))
                            .as("%s told once", row.get("kind"))
                            .isEqualTo(row.get("facts", Long.class));
                    told.put(row.get("kind", String.class), row.get("people", Long.class));
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
}
