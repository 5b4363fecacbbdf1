package org.parley.batch.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static org.parley.batch.attribution.AttributionWorld.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private final AttributionWorld world = new AttributionWorld(2);
    private final DSLContext dsl = world.dsl;
    private final Attribution attribution = world.attribution();

    @BeforeEach
    void twoCampaigns() {
        world.run(1, 7);
        world.run(2, 2);
    }

    @Test
    void theLatestTouchInItsWindowEarnsTheOrder() {
        touch(1, "click", NOON);
        touch(2, "reply", NOON.plus(Duration.ofHours(1)));
        sale("o1", NOON.plus(Duration.ofHours(5)));
        sale("o2", NOON.plus(Duration.ofDays(3)));
        sale("o3", NOON.plus(Duration.ofDays(7)));
        sale("o0", NOON.minusSeconds(1));
        credit();
        assertThat(credits()).containsExactly("o1 2 reply", "o2 1 click");
    }

    @Test
    void aTouchThatWasStruckEarnsNothing() {
        touch(1, "click", NOON);
        touch(2, "click", NOON.plus(Duration.ofHours(1)));
        sale("o1", NOON.plus(Duration.ofHours(5)));
        credit();
        assertThat(credits()).containsExactly("o1 2 click");

        dsl.execute(
                """
                insert into rejudging (opens, closes, rules, state, reason, asked_by, asked_at, worked_at)
                values (now() - interval '1 day', now(), 3, 'judged', 'why', 'm', now(), now());
                update touch set struck_by = (select id from rejudging) where run_id = 2;
                insert into attribution_due (contact_id) values (1);
                """);
        credit();
        assertThat(credits()).containsExactly("o1 1 click");
    }

    @Test
    void theWindowHoldsItsFirstInstantAndNotItsLast() {
        touch(2, "click", NOON);
        sale("first", NOON);
        sale("last", NOON.plus(Duration.ofDays(2)).minusMillis(1));
        sale("over", NOON.plus(Duration.ofDays(2)));
        credit();
        assertThat(credits()).containsExactly("first 2 click", "last 2 click");
    }

    @Test
    void aDayIsTwentyFourHoursWhereClocksAreSetBack() {
        String database =
                dsl.fetchSingle("select quote_ident(current_database())").get(0, String.class);
        dsl.execute("alter database " + database + " set timezone = 'Europe/Sofia'");
        Instant saturday = Instant.parse("2026-10-24T12:00:00Z");
        touch(2, "click", saturday);
        sale("in", saturday.plus(Duration.ofDays(2)).minusMillis(1));
        sale("out", saturday.plus(Duration.ofDays(2)));
        credit();
        assertThat(credits()).containsExactly("in 2 click");
    }

    @Test
    void ofEqualTouchesTheLowestMessageWins() {
        touch(2, "click", NOON);
        touch(1, "reply", NOON);
        touch(1, "click", NOON);
        sale("o1", NOON.plusSeconds(60));
        credit();
        assertThat(credits()).containsExactly("o1 1 click");
    }

    @Test
    void aTouchThatIsToldAfterTheOrderStillEarnsIt() {
        touch(1, "click", NOON);
        sale("o1", NOON.plus(Duration.ofHours(5)));
        credit();
        touch(2, "click", NOON.plus(Duration.ofHours(2)));
        credit();
        assertThat(credits()).containsExactly("o1 2 click");
        assertThat(dsl.fetchCount(DSL.table("attribution_due"))).isZero();
    }

    @Test
    void aRefundFollowsItsSaleHoweverLate() {
        touch(1, "click", NOON);
        sale("o1", NOON.plus(Duration.ofHours(5)));
        order("r1", "refund", "o1", 1L, NOON.plus(Duration.ofDays(60)), -50);
        order("a1", "adjustment", "o1", 1L, NOON.plus(Duration.ofHours(6)), -10);
        order("r2", "refund", "elsewhere", 1L, NOON.plus(Duration.ofHours(6)), -10);
        credit();
        assertThat(credits()).containsExactly("o1 1 click", "r1 1 click");
    }

    @Test
    void aRefundThatNamesNobodyOrComesBeforeItsSaleFollowsToo() {
        touch(1, "click", NOON);
        order("r1", "refund", "o1", null, NOON.plus(Duration.ofHours(6)), -50);
        credit();
        sale("o1", NOON.plus(Duration.ofHours(5)));
        credit();
        order("r2", "refund", "o1", null, NOON.plus(Duration.ofHours(7)), -50);
        credit();
        assertThat(credits()).containsExactly("o1 1 click", "r1 1 click", "r2 1 click");
    }

    @Test
    void aReadingOrADeliveryEarnsAnOrderOnlyWhereThatIsWanted() {
        dsl.execute(
                "update recipient set read_at = {0}, delivered_at = {0} where run_id = 1 and ordinal = 1",
                val(NOON));
        dsl.execute(
                "update recipient set delivered_at = {0} where run_id = 2 and ordinal = 1",
                val(NOON.plusSeconds(60)));
        sale("o1", NOON.plusSeconds(120));
        sale("o2", NOON.plus(Duration.ofHours(23)));
        sale("o3", NOON.plus(Duration.ofHours(24)));
        credit();
        assertThat(credits()).isEmpty();

        creditAnew(Duration.ofHours(24), Duration.ofHours(12));
        assertThat(credits()).containsExactly("o1 1 read", "o2 1 read");
        creditAnew(Duration.ZERO, Duration.ofHours(12));
        assertThat(credits()).containsExactly("o1 2 delivered");
    }

    @Test
    void aClickComesBeforeALaterReading() {
        touch(1, "click", NOON);
        dsl.execute(
                "update recipient set read_at = {0} where run_id = 2 and ordinal = 1",
                val(NOON.plusSeconds(60)));
        sale("o1", NOON.plusSeconds(120));
        creditAnew(Duration.ofHours(24), Duration.ofHours(12));
        assertThat(credits()).containsExactly("o1 1 click");
        assertThat(world.shares()).hasSize(5).allMatch(share -> share.endsWith(" 1 1000000 100"));
    }

    @Test
    void everyModelSharesTheOrderAndItsLateRefund() {
        world.run(3, 30);
        touch(1, "click", NOON);
        touch(1, "click", NOON.plusSeconds(5));
        touch(2, "reply", NOON.plusSeconds(60));
        touch(3, "click", NOON.plusSeconds(120));
        sale("o1", NOON.plus(Duration.ofHours(5)));
        order("r1", "refund", "o1", null, NOON.plus(Duration.ofDays(60)), -50);
        credit();
        assertThat(credits()).containsExactly("o1 3 click", "r1 3 click");
        assertThat(world.shares())
                .contains("o1 first-touch 1 1000000 100", "r1 first-touch 1 1000000 -50")
                .contains("o1 last-touch 3 1000000 100", "r1 last-touch 3 1000000 -50")
                .contains("o1 linear 1 333334 34", "o1 linear 2 333333 33", "o1 linear 3 333333 33")
                .contains("r1 linear 1 333334 -17", "r1 linear 2 333333 -16")
                .contains("r1 linear 3 333333 -17")
                .contains("o1 position 1 400000 40", "o1 position 2 200000 20")
                .contains("r1 position 2 200000 -10", "r1 position 3 400000 -20")
                .hasSize(22);
    }

    @Test
    void anOrderThatMovesToAnotherPersonLosesItsCreditWithItsRefunds() {
        touch(1, "click", NOON);
        sale("o1", NOON.plusSeconds(60));
        order("r1", "refund", "o1", 1L, NOON.plus(Duration.ofDays(1)), -50);
        credit();
        assertThat(credits()).hasSize(2);
        dsl.execute("update shop_order set contact_id = 2 where external_id = 'o1'");
        credit();
        assertThat(credits()).isEmpty();
        assertThat(world.shares()).isEmpty();
    }

    @Test
    void computingAgainWritesNothing() {
        touch(1, "click", NOON);
        sale("o1", NOON.plusSeconds(60));
        credit();
        long before = dsl.fetchCount(DSL.table("mirror_change"));
        dsl.execute("insert into attribution_due (contact_id) values (1)");
        credit();
        assertThat(dsl.fetchCount(DSL.table("mirror_change"))).isEqualTo((int) before);
    }

    @Test
    void theLoopCreditsWhatComes() {
        AttributionLoop loop = new AttributionLoop(attribution, Duration.ofMillis(20));
        loop.start();
        try {
            touch(1, "click", NOON);
            sale("o1", NOON.plusSeconds(60));
            Awaitility.await().until(() -> credits().equals(List.of("o1 1 click")));
        } finally {
            loop.stop();
        }
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void touchesAndOrdersThatComeWhileOthersAreCreditedAreNotLost() {
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            workers.execute(() ->
                    IntStream.range(0, 30)
                            .forEach(i -> touch(1 + i % 2, "click", NOON.plusSeconds(i))));
            workers.execute(() ->
                    IntStream.range(0, 30).forEach(i -> sale("o" + i, NOON.plusSeconds(60 + i))));
            for (int worker = 0; worker < 2; worker++) {
                workers.execute(
                        () -> IntStream.range(0, 40).forEach(_ -> attribution.creditDue(3)));
            }
        }
        credit();
        assertThat(credits()).hasSize(30).allMatch(credit -> credit.endsWith(" 2 click"));
    }

    private void touch(int run, String kind, Instant at) {
        world.touch(1, run, kind, at);
    }

    private void sale(String id, Instant at) {
        order(id, "sale", null, 1L, at, 100);
    }

    private void order(
            String id,
            String kind,
            @Nullable String refundOf,
            @Nullable Long contact,
            Instant at,
            long minor) {
        world.order(id, kind, refundOf, contact, at, "EUR", minor);
    }

    private void creditAnew(Duration read, Duration delivered) {
        dsl.execute("insert into attribution_due (contact_id) values (1)");
        AttributionWorld.drain(
                new Attribution(
                        dsl, AttributionSettings.reading(read, delivered), AttributionWorld.CLOCK));
    }

    private void credit() {
        AttributionWorld.drain(attribution);
    }

    private List<String> credits() {
        return world.credits();
    }
}
