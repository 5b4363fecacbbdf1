package org.parley.batch.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.val;
import static org.parley.batch.attribution.AttributionWorld.CLOCK;
import static org.parley.batch.attribution.AttributionWorld.NOON;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.attribution.Rebuild.State;
import org.parley.batch.testing.TestJobs;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.json.JsonMapper;

class RebuildsTest {

    private static final String ACTOR = "fin@parley.example";
    private static final OrderRange WEEK = new OrderRange(NOON, NOON.plus(Duration.ofDays(7)));

    private final AttributionWorld world = new AttributionWorld(3);
    private Rebuilds rebuilds;

    @BeforeEach
    void ordersThatAreCredited() throws Exception {
        rebuilds = rebuilds();
        world.run(1, 30);
        world.run(2, 7);
        world.touch(1, 2, "click", NOON.minus(Duration.ofHours(1)));
        for (var contact = 1L; contact <= 3; contact++) {
            world.touch(contact, 1, "click", NOON.minus(Duration.ofMinutes(10)));
            sale("o" + contact, contact, Duration.ofDays(3), 1_000 * contact);
        }
        refund("r1", "o1", Duration.ofDays(20), -300);
        sale("later", 3, Duration.ofDays(9), 500);
        AttributionWorld.drain(world.attribution());
        assertThat(world.credits())
                .containsExactly(
                        "later 1 click", "o1 1 click", "o2 1 click", "o3 1 click", "r1 1 click");
    }

    @Test
    void aRangeComputedAnewSaysWhatMovedBetweenWhichRuns() {
        world.dsl.execute("update campaign set attribution_days = 1 where id = 1");

        var rebuild = rebuilds.start(WEEK, ACTOR);
        assertThat(rebuild.state()).isEqualTo(State.FINISHED);
        assertThat(rebuild.people()).isEqualTo(3);
        assertThat(rebuild.documents()).isEqualTo(4);
        assertThat(rebuild.askedBy()).isEqualTo(ACTOR);
        assertThat(rebuilds.changes(rebuild.id()))
                .containsExactly(
                        new CreditChange(1, "EUR", 4, 5_700, 0, 0),
                        new CreditChange(2, "EUR", 0, 0, 2, 700),
                        new CreditChange(null, "EUR", 0, 0, 2, 5_000));
        // The sale after the range keeps the credit that it was given by the rules of then.
        assertThat(world.credits()).containsExactly("later 1 click", "o1 2 click", "r1 2 click");
        assertThat(world.shares()).anyMatch(share -> share.startsWith("later linear 1 "));

        var again = rebuilds.start(WEEK, ACTOR);
        assertThat(again.documents()).isZero();
        assertThat(rebuilds.changes(again.id())).isEmpty();
        assertThat(rebuilds.page(null, 1).items()).containsExactly(again);
        assertThat(rebuilds.page(again.id(), 5).items()).containsExactly(rebuild);
        assertThat(
                        world.dsl
                                .resultQuery(
                                        "select action || ' ' || subject || ' ' || actor from audit_entry order by id")
                                .fetch(0, String.class))
                .containsExactly(
                        "attribution.rebuild attribution-rebuild/1 " + ACTOR,
                        "attribution.rebuild attribution-rebuild/2 " + ACTOR);
    }

    @Test
    void otherSettingsReachOldSalesByARebuildAndNotByWhatThePersonDoesNext() {
        world.dsl.execute(
                "update recipient set read_at = {0} where run_id = 2 and ordinal = 2",
                val(NOON.plus(Duration.ofDays(60))));
        sale("by reading", 2, Duration.ofDays(60).plusHours(1), 90);
        var readings = AttributionSettings.reading(Duration.ofDays(1), Duration.ZERO);
        AttributionWorld.drain(new Attribution(world.dsl, readings, CLOCK));
        assertThat(world.credits()).contains("by reading 2 read", "o2 1 click");

        world.dsl.execute("update campaign set attribution_days = 1 where id = 1");
        world.touch(2, 1, "click", NOON.plus(Duration.ofDays(61)));
        sale("next", 2, Duration.ofDays(61).plusHours(1), 60);
        refund("r2", "o3", Duration.ofDays(62), -3_000);
        AttributionWorld.drain(world.attribution());
        assertThat(world.credits())
                .contains("by reading 2 read", "o1 1 click", "o2 1 click", "next 1 click")
                // the refund makes its sale due, whose window is the new one
                .doesNotContain("o3 1 click", "r2 1 click");

        rebuilds.start(new OrderRange(NOON, NOON.plus(Duration.ofDays(90))), ACTOR);
        assertThat(world.credits()).containsExactly("next 1 click", "o1 2 click", "r1 2 click");
    }

    @Test
    void whatTheLoopHasQueuedIsNotTakenFromIt() {
        sale("new", 2, Duration.ofDays(1), 50);
        var rebuild = rebuilds.start(WEEK, ACTOR);
        assertThat(rebuilds.changes(rebuild.id()))
                .containsExactly(
                        new CreditChange(1, "EUR", 0, 0, 1, 50),
                        new CreditChange(null, "EUR", 1, 50, 0, 0));
        assertThat(world.attribution().creditDue(10)).isEqualTo(1);
    }

    @Test
    void oneThatBreaksIsFailedAndKeepsWhatItHadDone() {
        world.dsl.execute("update campaign set attribution_days = 1 where id = 1");
        world.dsl.execute(
                "insert into touch (contact_id, run_id, ordinal, kind, at) values (2, 2, 9, 'click', {0})",
                val(NOON));
        var rebuild = rebuilds.start(WEEK, ACTOR);
        assertThat(rebuild.state()).isEqualTo(State.FAILED);
        assertThat(rebuild.people()).isEqualTo(1);
        assertThat(rebuild.documents()).isEqualTo(2);
        assertThat(world.credits()).contains("o1 2 click", "o2 1 click");
    }

    @Test
    void oneWithoutASignOfLifeHasLostItsNode() {
        world.dsl.execute(
                """
                insert into attribution_rebuild (opens, closes, state, asked_by, asked_at, worked_at)
                values ({0}, {1}, 'running', 'x', {0}, {2})\
                """,
                val(NOON), val(NOON.plusSeconds(1)), val(NOON.minus(Duration.ofMinutes(61))));
        assertThat(rebuilds.get(1).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new OrderRange(NOON, NOON)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> rebuilds.get(99)).isInstanceOf(ProblemException.class);
    }

    /// One contact a batch.
    private Rebuilds rebuilds() throws Exception {
        var repository = TestJobs.repository(world.stores);
        var json = JsonMapper.builder().build();
        var store =
                new RebuildStore(
                        world.dsl, CLOCK, new AuditLog(new AuditStore(world.dsl, json, CLOCK)));
        var rebuild = new AttributionRebuild(world.dsl, world.attribution(), store, 1);
        return new Rebuilds(
                store,
                TestJobs.operator(repository, world.stores),
                AttributionConfiguration.job(repository, rebuild));
    }

    private void sale(String id, long contact, Duration after, long minor) {
        world.order(id, "sale", null, contact, NOON.plus(after), "EUR", minor);
    }

    private void refund(String id, String sale, Duration after, long minor) {
        world.order(id, "refund", sale, null, NOON.plus(after), "EUR", minor);
    }
}
