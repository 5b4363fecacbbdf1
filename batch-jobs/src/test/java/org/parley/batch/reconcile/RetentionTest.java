package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.internal.ReportQuery;
import org.parley.batch.rollup.Rollup;
import org.parley.core.audience.Segments;
import org.parley.core.kernel.ClickHouseTime;
import tools.jackson.databind.json.JsonMapper;

/// A run of twenty-six months ago, and what becomes of its events.
class RetentionTest {

    private static final String KINDS =
            "select concat(kind, if(machine, ' machine', ''), ' ', toString(count())) from message_event where run_id = 3 group by kind, machine order by kind, machine";

    private final ReconcileWorld world = new ReconcileWorld();
    private final Instant then = Instant.now().minus(Duration.ofDays(26 * 31));

    @AfterEach
    void close() {
        world.close();
    }

    /// Ten people were written to, three clicked, and one of these bought.
    @BeforeEach
    void anOldRun() {
        world.postgres.execute(
                """
                insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                select 1, at, 'finished', at, at, 10 from (select cast({0} as timestamptz) as at) old
                """,
                val(then.toString()));
        told("assigned", 10, false);
        told("sent", 9, false);
        told("failed", 1, false);
        told("delivered", 8, false);
        told("billed", 9, false);
        told("clicked", 3, false);
        told("clicked", 7, true);
        told("replied", 1, false);
        world.clickHouse.execute(
                "insert into shop_order (id, version, kind, contact_id, placed_at, currency, revenue_minor) values (1, 1, 'sale', 2, fromUnixTimestamp64Milli(%d) + interval 1 day, 'EUR', 500)"
                        .formatted(then.toEpochMilli()));
        world.clickHouse.execute(
                "insert into contact (id, version) select number, 1 from numbers(1, 12)");
    }

    private void told(String kind, int people, boolean machine) {
        world.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id, arm, channel, machine, price, currency) select '%s', 3, number, 800000 + %d * 100 + number, fromUnixTimestamp64Milli(%d), number, 1, 'sms', %s, 0.01, 'EUR' from numbers(1, %d)"
                        .formatted(
                                kind,
                                Math.abs(kind.hashCode() % 100),
                                then.toEpochMilli(),
                                machine,
                                people));
    }

    private List<Map<String, Object>> assignedRevenue() {
        return ReportQuery.named("run_assigned_revenue")
                .on(
                        world.clickHouse,
                        3,
                        ClickHouseTime.of(then),
                        ClickHouseTime.of(then.plus(Duration.ofDays(7))),
                        ReportQuery.named("cells_audience").part(3, "arm", "", ""),
                        ReportQuery.documents(
                                3, new OrderWindow(then, then.plus(Duration.ofDays(7)))))
                .fetchMaps();
    }

    private List<Long> whoDidNotClick() {
        var segments = new Segments(world.postgres, world.clickHouse, world.clock);
        var rule =
                JsonMapper.shared()
                        .readTree("{\"not\":{\"engaged\":{\"kind\":\"clicked\",\"campaign\":1}}}");
        List<Long> people = new ArrayList<>();
        segments.of(segments.create("quiet " + System.nanoTime(), rule).id(), world.clock.instant())
                .accept(people::add);
        return people;
    }

    @Test
    void whatReportsAndSegmentsReadStaysAndTheRestGoes() {
        var revenue = assignedRevenue();
        var quiet = whoDidNotClick();
        assertThat(revenue.toString()).contains("500");
        assertThat(quiet).contains(9L, 10L).doesNotContain(1L, 2L, 3L);

        Reconciliation made = world.checkAndForget();

        assertThat(made.agrees()).isTrue();
        assertThat(made.problem()).isNull();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(world.clickHouse(KINDS))
                                .containsExactly(
                                        "assigned 10",
                                        "billed 9",
                                        "clicked 3",
                                        "delivered 8",
                                        "replied 1",
                                        "sent 9"));
        assertThat(assignedRevenue()).isEqualTo(revenue);
        assertThat(whoDidNotClick()).isEqualTo(quiet);
        assertThat(
                        world.clickHouse(
                                "select toString(groupBitmapMerge(people)) from funnel_day where run_id = 3 and kind in ('failed', 'machine_clicked') group by kind order by kind"))
                .containsExactly("1", "7");
        assertThat(world.audit.page(null, 5).items())
                .anyMatch(entry -> entry.action().equals("events.forget"));
        assertThat(
                        world.clickHouse(
                                "select count() from message_event where kind = 'skipped' and run_id = 1"))
                .as("later months are whole")
                .containsExactly("4");
        // nothing is left to do, and a rebuild leaves the month alone
        assertThat(world.checkAndForget().problem()).isNull();
    }

    @Test
    void whatMachinesDidStaysWhereAVerdictWasOverturned() {
        world.clickHouse.execute(
                """
                insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id, arm, channel, about)
                select 'overturned', run_id, ordinal, 990000, occurred_at, contact_id, arm, channel, event_id
                from message_event where run_id = 3 and kind = 'clicked' and ordinal = 5\
                """);
        for (var rollup : List.of("funnel_day", "funnel_hour", "funnel_link")) {
            world.clickHouse.execute("truncate table " + rollup);
        }
        for (var rollup : List.of(Rollup.FUNNEL_DAY, Rollup.FUNNEL_HOUR, Rollup.FUNNEL_LINK)) {
            world.rollups.add(rollup, List.of(1, 2, 3));
        }
        assertThat(whoDidNotClick()).contains(4L, 6L).doesNotContain(1L, 2L, 3L, 5L);

        assertThat(world.checkAndForget().problem()).isNull();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(world.clickHouse(KINDS))
                                .contains("clicked machine 7", "overturned 1")
                                .doesNotContain("failed 1"));
        assertThat(whoDidNotClick()).contains(4L, 6L).doesNotContain(1L, 2L, 3L, 5L);
        assertThat(world.checkAndForget().problem()).as("nothing is left to do").isNull();
    }

    @Test
    void anEventThatARollupLacksKeepsItsMonth() {
        world.clickHouse.execute(
                "alter table funnel_hour delete where run_id = 3 settings mutations_sync = 1");
        Reconciliation made = world.checkAndForget();
        assertThat(made.agrees()).as("the run is older than those that are checked").isTrue();
        assertThat(made.problem()).contains("do not have all of them");
        assertThat(world.clickHouse(KINDS)).contains("failed 1", "clicked machine 7");
    }

    @Test
    void anEventThatCameLaterJustStays() {
        world.checkAndForget();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !world.clickHouse(KINDS).contains("failed 1"));
        told("expired", 1, false);
        assertThat(world.checkAndForget().problem()).isNull();
        assertThat(world.clickHouse(KINDS)).contains("expired 1");
    }

    @Test
    void aClickOnAnOldMessageIsNoReasonToMissWhatWentOnPurpose() {
        world.checkAndForget();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !world.clickHouse(KINDS).contains("failed 1"));
        world.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id) select 'clicked', 3, 9, 900000, now64(3), 9");
        Reconciliation made = world.checkAndForget();
        assertThat(made.apart()).isZero();
        assertThat(made.runs()).isEqualTo(2);
    }

    @Test
    void nothingGoesWhileStoresDisagreeOrNothingWasCompared() {
        world.postgres.execute("update recipient set price = 1 where run_id = 1 and ordinal = 40");
        assertThat(world.checkAndForget().agrees()).isFalse();
        assertThat(world.clickHouse(KINDS)).contains("failed 1");
        world.postgres.execute("update run set snapshot_at = null");
        Reconciliation nothing = world.checkAndForget();
        assertThat(nothing.runs()).isZero();
        assertThat(nothing.agrees()).isTrue();
        assertThat(world.clickHouse(KINDS)).contains("failed 1");
    }
}
