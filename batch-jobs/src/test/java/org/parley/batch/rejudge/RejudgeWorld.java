package org.parley.batch.rejudge;

import static org.jooq.impl.DSL.val;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.parley.batch.attribution.Attribution;
import org.parley.batch.attribution.AttributionSettings;
import org.parley.batch.reconcile.Reconciling;
import org.parley.batch.relay.ClickHouseInserts;
import org.parley.batch.relay.Shipping;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.Rollups;
import org.parley.batch.testing.TestJobs;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.Clicks;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.MachineRuleSets;
import org.parley.core.tracking.Opens;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.json.JsonMapper;

/// A run of mails some days ago, people and programs who opened and clicked them, and all that
/// judges them again. Clicks come through the door that real ones come through.
final class RejudgeWorld implements AutoCloseable {

    static final String PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile";
    static final String SCANNER = "Mozilla/5.0 (Windows NT 10.0) Acme-LinkScan/1.0";
    static final String HOME = "198.51.100.7";
    static final String OFFICE = "203.0.113.77";
    static final String ASKER = "ann@parley.example";
    static final String APPROVER = "bea@parley.example";
    static final int PEOPLE = 12;
    private static final int RUN = 1;

    /// When everybody was written to.
    final Instant sent = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(5));

    final DataSource ledger = TestStores.freshPostgres();
    final DSLContext postgres = DSL.using(ledger, SQLDialect.POSTGRES);
    final Clock clock = Clock.systemUTC();
    private final StoreAddress address = TestStores.freshClickHouseAddress();
    final DSLContext clickHouse =
            DSL.using(
                    TestStores.dataSource(address),
                    SQLDialect.CLICKHOUSE,
                    new Settings().withBackslashEscaping(BackslashEscaping.ON));
    private final Client client =
            new Client.Builder()
                    .addEndpoint(address.httpEndpoint())
                    .setUsername(address.user())
                    .setPassword(address.password())
                    .setDefaultDatabase(address.database())
                    .retryOnFailures(ClientFaultCause.None)
                    .build();
    private final Shipping shipping =
            new Shipping(postgres, clickHouse, new ClickHouseInserts(client));
    private final Rollups rollups = new Rollups(clickHouse, ClickHouseLayout.singleServer());
    private final AuditLog audit =
            new AuditLog(new AuditStore(postgres, JsonMapper.builder().build(), clock));
    final Reconciling reconciling =
            new Reconciling(ledger, postgres, clickHouse, rollups, audit, clock);
    final MachineRuleSets rules = new MachineRuleSets(postgres, clock);
    final RejudgingStore store = new RejudgingStore(postgres, clock, audit);
    final VerdictTeller teller;
    final Rejudgings rejudgings;
    private final Clicks clicks = new Clicks(postgres, rules);
    private final Opens opens = new Opens(postgres, rules);
    private final Attribution attribution;

    RejudgeWorld() throws Exception {
        this(Duration.ZERO);
    }

    /// @param readingEarns how long a reading is credited with orders
    RejudgeWorld(Duration readingEarns) throws Exception {
        attribution =
                new Attribution(
                        postgres,
                        new AttributionSettings(
                                Duration.ofDays(30), 0.2, 10, readingEarns, Duration.ZERO),
                        clock);
        var history = new History(clickHouse);
        // one person at a time, so that a crash finds something left
        teller = new VerdictTeller(postgres, new ReadingWriter(history, readingEarns), clock, 1);
        rejudgings = rejudgings(history);
        mails();
        shipping.all();
    }

    private Rejudgings rejudgings(History history) throws Exception {
        var repository = TestJobs.repository(ledger);
        var jobs =
                new RejudgingJobs(
                        repository, store, new ArriveTasklet(store, new Outbox(postgres)));
        var launcher =
                new RejudgingLauncher(
                        store,
                        TestJobs.operator(repository, ledger),
                        jobs.judging(new JudgeTasklet(store, history, rules)),
                        jobs.applying(teller, new RestateTasklet(store, reconciling.months())),
                        clock);
        return new Rejudgings(store, rules, launcher, clock);
    }

    /// Everybody is sent a mail with four links, and it arrives.
    private void mails() {
        postgres.execute(
                """
                insert into segment (name, rule) values ('all', '{}');
                insert into message (name) values ('m');
                insert into campaign (name, segment_id, message_id, seed, created_by, attribution_days) values ('Autumn', 1, 1, 's', 'm', 7);
                insert into campaign_arm (campaign_id, arm, name, weight) values (1, 1, 'Email', 10000);
                insert into contact (external_id) select i from generate_series(1, %1$d) i;
                insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                values (1, '%2$s', 'finished', '%2$s', '%2$s', %1$d);
                insert into link (run_id, arm, index, target, label) select 1, 1, i, 'https://shop.example/' || i, i from generate_series(0, 3) i;
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, country, language, state, claimed_at, sent_at,
                  delivered_at, receipt)
                select 1, i, i, 1, 'email', i || '@example.org', 'ES', 'es', 'sent', '%2$s', '%2$s', '%2$s', 'delivered'
                from generate_series(1, %1$d) i;
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language)
                select kind, '%2$s', 1, i, i, 1, 'email', 'ES', 'es'
                from generate_series(1, %1$d) i, unnest(array['assigned', 'sent', 'delivered']) kind;
                """
                        .formatted(PEOPLE, sent));
    }

    Instant after(Duration since) {
        return sent.plus(since);
    }

    void click(int person, int link, Duration since, String agent, String from) {
        call(person, link, since, new Caller("GET", agent, from));
    }

    void call(int person, int link, Duration since, Caller caller) {
        var reference = new LinkRef(new MessageId(RUN, person), 1, link);
        if (clicks.record(reference, after(since), caller).isEmpty()) {
            throw new AssertionError("No such link");
        }
    }

    void open(int person, Duration since, String agent, String from) {
        opens.record(
                new LinkRef(new MessageId(RUN, person), 1, 0),
                after(since),
                new Caller("GET", agent, from));
    }

    /// As the intake of replies records it.
    void replies(int person, Duration since) {
        postgres.execute(
                """
                with replied as (
                  insert into touch (contact_id, run_id, ordinal, kind, at) values ({0}, 1, {0}, 'reply', {1})
                )
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, reason)
                values ('replied', {1}, 1, {0}, {0}, 1, 'email', 'text')\
                """,
                val(person), val(after(since)));
    }

    void buys(int person, String order, Duration since) {
        postgres.execute(
                """
                insert into shop_order (store, external_id, kind, contact_id, placed_at, currency, revenue, revenue_minor, source)
                values ('shop', {0}, 'sale', {1}, {2}, 'EUR', 10, 1000, 'api')\
                """,
                val(order), val(person), val(after(since)));
    }

    /// Credits follow, and everything reaches ClickHouse.
    void settle() {
        while (attribution.creditDue(100) > 0) {
            // until nobody waits
        }
        shipping.all();
    }

    /// Judges the whole time since the mails left.
    Rejudging judge() {
        return rejudgings.start(
                new EventRange(sent, clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                "A scanner was found",
                ASKER);
    }

    /// Has somebody else approve it, while the relay ships.
    Rejudging approve(Rejudging judged) {
        return whileShipping(
                () -> rejudgings.approve(judged.id(), String.valueOf(judged.digest()), APPROVER));
    }

    <T> T whileShipping(Supplier<T> work) {
        var over = new AtomicBoolean();
        var relay =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!over.get()) {
                                shipping.all();
                                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                            }
                        });
        try {
            return work.get();
        } finally {
            over.set(true);
            join(relay);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void ship() {
        shipping.all();
    }

    /// As if the node that applied it had ended three minutes ago.
    void leaveAlone() {
        postgres.execute("update rejudging set worked_at = worked_at - interval '3 minutes'");
    }

    /// What everybody who reads of it is told: the ledger, touches, credits, and the people of
    /// rollups. Times as events keep them.
    List<String> standing() {
        List<String> facts = new ArrayList<>();
        facts.addAll(
                ledger(
                        "select concat_ws(' ', 'message', ordinal, state, receipt, delivered_at, date_trunc('milliseconds', read_at),"
                                + " read_implied) from recipient"));
        facts.addAll(
                ledger(
                        "select concat_ws(' ', 'touch', ordinal, kind, date_trunc('milliseconds', at)) from touch where struck_by is null"));
        facts.addAll(credits());
        facts.addAll(
                events(
                        """
                        select concat('day ', kind, toString(day), toString(arraySort(bitmapToArray(groupBitmapMergeState(people))))) as cell
                        from funnel_day where kind not in ('overturned', 'restored') group by kind, day
                        union all
                        select concat('hour ', kind, toString(hour), toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))))
                        from funnel_hour where kind not in ('overturned', 'restored') group by kind, hour
                        union all
                        select concat('link ', kind, toString(link_index), toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))))
                        from funnel_link group by kind, link_index\
                        """));
        return facts.stream().sorted().toList();
    }

    List<String> credits() {
        return ledger(
                "select concat_ws(' ', 'credit', o.external_id, c.ordinal, c.touch_kind, date_trunc('milliseconds', c.touch_at))"
                        + " from credit c join shop_order o on o.id = c.shop_order_id order by 1");
    }

    /// All raw events, whole, but for new verdicts.
    List<String> told() {
        return events(
                "select toString(tuple(* except batch_id)) from message_event where kind not in ('overturned', 'restored') order by event_id");
    }

    /// New verdicts in the time of the events that they are about: kind, person, kind of that
    /// event, and why.
    List<String> verdicts() {
        return events(
                """
                select concat(toString(v.kind), ' ', toString(v.ordinal), ' ', toString(e.kind),
                  ' ', toString(v.judged_by))
                from message_event as v join message_event as e on e.event_id = v.about and e.run_id = v.run_id and e.occurred_at = v.occurred_at
                where v.kind in ('overturned', 'restored')
                order by v.event_id\
                """);
    }

    /// People of the run by its report: who read, who clicked, and each with machines.
    List<Long> reached() {
        var report =
                SqlFile.readPlain(RejudgeWorld.class, "/org/parley/sql/reports/run_reached.sql");
        return clickHouse
                .fetchSingle(
                        "select bitmapCardinality(read), bitmapCardinality(clicked), bitmapCardinality(read_raw),"
                                + " bitmapCardinality(clicked_raw) from ("
                                + report
                                + ")",
                        RUN)
                .intoStream()
                .map(people -> ((Number) people).longValue())
                .toList();
    }

    /// Rollups beside the raw events.
    Comparison compared() {
        Comparison compared = Comparison.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            compared = compared.and(rollups.compare(rollup, List.of(RUN)));
        }
        return compared;
    }

    List<String> ledger(String sql) {
        return postgres.resultQuery(sql).fetch(0, String.class);
    }

    List<String> events(String sql) {
        return clickHouse.resultQuery(sql).fetch(0, String.class);
    }

    @Override
    public void close() {
        client.close();
    }
}
