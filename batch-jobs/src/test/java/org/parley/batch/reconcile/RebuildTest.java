package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.RollupRebuild;

class RebuildTest {

    private static final String CELLS =
            """
            select concat('day ', toString(run_id), kind, toString(day), toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))), ' ', toString(sum(digest))) as cell
            from funnel_day group by run_id, kind, day
            union all
            select concat('hour ', toString(run_id), kind, toString(hour), toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))), ' ', toString(sum(digest)))
            from funnel_hour group by run_id, kind, hour
            union all
            select concat('link ', toString(run_id), kind, toString(link_index), toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))), ' ', toString(sum(digest)))
            from funnel_link group by run_id, kind, link_index
            union all
            select concat('audience ', toString(run_id), dimension, value, toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))), ' ', toString(sum(digest)))
            from audience group by run_id, dimension, value
            union all
            select concat('cost ', toString(run_id), toString(ordinal), billed_for, toString(price), currency) from message_cost final
            union all
            select concat('bills ', toString(run_id), toString(day), toString(arm), channel, country, toString(price), currency,
              toString(arraySort(bitmapToArray(groupBitmapMergeState(people)))), ' ', toString(sum(digest)))
            from bill_day group by run_id, day, arm, channel, country, price, currency
            union all
            select concat('placement ', toString(run_id), toString(ordinal), channel) from placement final\
            """;

    private final ReconcileWorld world = new ReconcileWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Result rebuild() {
        return ReconcileConfiguration.rebuilt(
                world.pause,
                new RollupRebuild(world.rollups, new EventRetention(world.rollups, world.clock)));
    }

    private List<String> cells() {
        return world.clickHouse(CELLS).stream().sorted().toList();
    }

    @Test
    void rebuildingWhatIsRightChangesNothingAndProvesIt() {
        List<String> before = cells();
        Result result = rebuild();
        assertThat(result.apart()).isZero();
        assertThat(result.cells()).isGreaterThan(700);
        assertThat(cells()).isEqualTo(before);
        assertThat(
                        world.clickHouse(
                                "select name from system.tables where database = currentDatabase()"
                                        + " and name like '%rebuilt%'"))
                .isEmpty();
    }

    @Test
    void everyRollupIsRightAgainWhateverHappenedToIt() {
        List<String> right = cells();
        for (Rollup rollup : Rollup.values()) {
            world.clickHouse.execute("truncate table " + rollup.table());
        }
        // too much: people who were never there, in a month without any event, and a wrong price
        world.clickHouse.execute(
                "insert into funnel_day select 1, 'read', toDate(now() - interval 1 day),"
                        + " bitmapBuild([toUInt32(77)]), 1");
        world.clickHouse.execute(
                "insert into funnel_hour select 7, 'read', toStartOfHour(now() - interval 200 day),"
                        + " bitmapBuild([toUInt32(77)]), 1");
        world.clickHouse.execute(
                "insert into message_cost select 1, 5, 1, 'sms', 'ES', now64(3), 99, 'EUR', 1000000, 'sms'");
        world.clickHouse.execute(
                "insert into bill_day select 1, toDate(now() - interval 2 day), 1, 'sms', 'ES', 'EUR', 99,"
                        + " bitmapBuild([toUInt32(5)]), 1");
        world.clickHouse.execute("insert into placement select 2, 7, 'sms', 1");

        Result result = rebuild();

        assertThat(result.apart()).isPositive().isEqualTo(result.repaired());
        assertThat(cells()).isEqualTo(right);
        assertThat(world.check().apart()).isZero();
    }

    /// Persons 31 and 32 clicked, and a machine for person 9; each verdict is overturned, restored
    /// and overturned again.
    @Test
    void aRebuildCountsByTheVerdictThatStands() {
        List<String> told = cells();
        judge("overturned", 31, 32, 9);
        assertThat(world.check().lines())
                .as("the views count by the verdict at arrival, and the ledger has the old one")
                .isNotEmpty();
        rebuild();
        assertThat(clickers()).containsExactly("clicked 9,33,34,35,36", "machine_clicked 31,32");
        judge("restored", 31, 32, 9);
        rebuild();
        assertThat(clickers()).containsExactly("clicked 31,32,33,34,35,36", "machine_clicked 9");
        assertThat(cells())
                .filteredOn(cell -> !cell.contains("overturned") && !cell.contains("restored"))
                .isEqualTo(told);
        assertThat(world.check().apart()).isZero();
        judge("overturned", 31, 32, 9);
        rebuild();
        assertThat(clickers()).containsExactly("clicked 9,33,34,35,36", "machine_clicked 31,32");

        world.postgres.execute(
                """
                insert into rejudging (opens, closes, rules, state, reason, asked_by, asked_at, worked_at)
                values (now() - interval '1 day', now(), 3, 'judged', 'why', 'm', now(), now());
                update touch set struck_by = 1 where run_id = 1 and ordinal in (31, 32);
                insert into touch (contact_id, run_id, ordinal, kind, at) values (9, 1, 9, 'click', now());
                """);
        assertThat(world.check().lines()).as("ledger, events and rollups").isEmpty();
    }

    private void judge(String verdict, int... people) {
        for (int person : people) {
            world.postgres.execute(
                    "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, rules, about)"
                            + " values ({0}, {1}, 1, {2}, {2}, 1, 'sms', 4, {3})",
                    DSL.val(verdict),
                    DSL.val(
                            clicked(person, "occurred_at", LocalDateTime.class)
                                    .toInstant(ZoneOffset.UTC)),
                    DSL.val(person),
                    DSL.val(clicked(person, "toInt64(event_id)", Long.class)));
        }
        world.ship();
    }

    private <T> T clicked(int person, String column, Class<T> type) {
        return world.clickHouse
                .fetchSingle(
                        "select "
                                + column
                                + " from message_event where run_id = 1 and kind = 'clicked' and ordinal = "
                                + person)
                .get(0, type);
    }

    private List<String> clickers() {
        return world.clickHouse(
                """
                select concat(kind, ' ', arrayStringConcat(arrayMap(each -> toString(each), arraySort(bitmapToArray(groupBitmapMergeState(people)))), ','))
                from funnel_link where run_id = 1 group by kind order by kind\
                """);
    }

    @Test
    void onlyTheMonthsThatAreAskedForAreBuiltAnew() {
        List<String> right = cells();
        for (Rollup rollup : Rollup.JUDGED) {
            world.clickHouse.execute("truncate table " + rollup.table());
        }
        int month =
                Integer.parseInt(
                        world.clickHouse("select toString(toYYYYMM(now() - interval 35 day))")
                                .getFirst());
        var rebuild =
                new RollupRebuild(world.rollups, new EventRetention(world.rollups, world.clock));

        Result result =
                ReconcileConfiguration.rebuilt(
                        world.pause,
                        Rollup.JUDGED,
                        (rollup, still) -> rebuild.rebuild(rollup, Set.of(month), still));

        assertThat(result.apart()).isPositive().isEqualTo(result.repaired());
        assertThat(
                        world.clickHouse(
                                "select distinct toString(toYYYYMM(day)) from funnel_day union all"
                                        + " select distinct toString(toYYYYMM(hour)) from funnel_hour"))
                .containsOnly(Integer.toString(month));
        rebuild();
        assertThat(cells()).isEqualTo(right);
    }

    @Test
    void whatIsOlderThanTheEventsStays() {
        world.clickHouse.execute(
                "insert into funnel_day select 8, 'assigned', toDate(now() - interval 3 year),"
                        + " bitmapBuild([toUInt32(1)]), 1");
        world.clickHouse.execute(
                "insert into audience select 8, 'arm', '1', bitmapBuild([toUInt32(1)]), 1");
        world.clickHouse.execute(
                "insert into message_cost select 8, 1, 1, 'sms', 'ES', now64(3) - interval 3 year,"
                        + " 1, 'EUR', 1, 'sms'");
        List<String> before = cells();
        assertThat(rebuild().apart()).isZero();
        assertThat(cells()).isEqualTo(before).anyMatch(cell -> cell.startsWith("audience 8"));
    }

    @Test
    void whatOldRunsHadStaysEvenIfWhatTellsTheirDaysIsDamagedToo() {
        // run 3 began before the first month that is kept whole, and was clicked this month
        world.postgres.execute(
                """
                insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                select 1, at, 'finished', at, at, 1 from (select now() - interval '3 years' as at) old
                """);
        world.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at) select 'clicked', 3, 1, 900000, now64(3)");
        for (int run : new int[] {3, 8}) {
            world.clickHouse.execute(
                    "insert into audience select %d, 'arm', '1', bitmapBuild([toUInt32(1)]), 1"
                            .formatted(run));
            world.clickHouse.execute(
                    "insert into message_cost select %d, 1, 1, 'sms', 'ES', now64(3) - interval 3 year, 1, 'EUR', 1, 'sms'"
                            .formatted(run));
            world.clickHouse.execute("insert into placement select %d, 1, 'sms', 1".formatted(run));
        }
        List<String> before = cells();
        world.clickHouse.execute("truncate table funnel_day");

        Result result = rebuild();

        assertThat(result.apart()).isPositive().isEqualTo(result.repaired());
        assertThat(cells())
                .isEqualTo(before)
                .contains("audience 3arm1[1] 1", "audience 8arm1[1] 1", "placement 31sms");
    }

    @Test
    void aRebuildThatNoLongerHoldsTheRelayChangesNothing() {
        world.clickHouse.execute("truncate table funnel_day");
        List<String> before = cells();
        var rebuild =
                new RollupRebuild(world.rollups, new EventRetention(world.rollups, world.clock));
        for (int asked = 1; asked < 4; asked++) {
            int last = asked;
            assertThatThrownBy(() ->
                            world.pause.during(still ->
                                    rebuild.rebuild(Rollup.FUNNEL_DAY, brokenAfter(still, last))))
                    .isInstanceOf(DataAccessException.class);
            assertThat(cells()).isEqualTo(before);
        }
        assertThat(rebuild().apart()).isPositive();
    }

    /// A connection that breaks when it has answered so often.
    private static DSLContext brokenAfter(DSLContext still, int answers) {
        var left = new AtomicInteger(answers);
        return DSL.using(
                still.configuration()
                        .derive(
                                ExecuteListener.onStart(_ -> {
                                    if (left.decrementAndGet() < 0) {
                                        throw new DataAccessException("the connection broke");
                                    }
                                })));
    }

    @Test
    void whatAnAttemptThatBrokeOffLeftIsNoHindrance() {
        List<String> before = new ArrayList<>(cells());
        world.clickHouse.execute("create table funnel_day_rebuilt as funnel_day");
        world.clickHouse.execute("insert into funnel_day_rebuilt select * from funnel_day");
        assertThat(rebuild().apart()).isZero();
        assertThat(cells()).isEqualTo(before);
    }
}
