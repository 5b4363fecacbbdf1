package org.parley.batch.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sql.testing.TestStores;

class AttributionTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final Attribution attribution =
            new Attribution(dsl, AttributionSettings.CLICKS_AND_REPLIES, CLOCK);

    @BeforeEach
    void twoCampaignsToOnePerson() {
        for (String statement :
                List.of(
                        "insert into contact (external_id) values ('ana'), ('bo')",
                        "insert into segment (name, rule) values ('all', '{}')",
                        "insert into message (name) values ('hello')")) {
            dsl.execute(statement);
        }
        run(1, 7);
        run(2, 2);
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
        order("r1", "refund", "o1", 1L, NOON.plus(Duration.ofDays(60)), "-5");
        order("a1", "adjustment", "o1", 1L, NOON.plus(Duration.ofHours(6)), "-1");
        order("r2", "refund", "elsewhere", 1L, NOON.plus(Duration.ofHours(6)), "-1");
        credit();
        assertThat(credits()).containsExactly("o1 1 click", "r1 1 click");
    }

    @Test
    void aRefundThatNamesNobodyOrComesBeforeItsSaleFollowsToo() {
        touch(1, "click", NOON);
        order("r1", "refund", "o1", null, NOON.plus(Duration.ofHours(6)), "-5");
        credit();
        sale("o1", NOON.plus(Duration.ofHours(5)));
        credit();
        order("r2", "refund", "o1", null, NOON.plus(Duration.ofHours(7)), "-5");
        credit();
        assertThat(credits()).containsExactly("o1 1 click", "r1 1 click", "r2 1 click");
    }

    @Test
    void anOrderThatMovesToAnotherPersonLosesItsCreditWithItsRefunds() {
        touch(1, "click", NOON);
        sale("o1", NOON.plusSeconds(60));
        order("r1", "refund", "o1", 1L, NOON.plus(Duration.ofDays(1)), "-5");
        credit();
        assertThat(credits()).hasSize(2);
        dsl.execute("update shop_order set contact_id = 2 where external_id = 'o1'");
        credit();
        assertThat(credits()).isEmpty();
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

    private void run(int number, int attributionDays) {
        dsl.execute(
                """
                insert into campaign (name, segment_id, message_id, seed, attribution_days, created_by)
                values ({0}, 1, 1, 's', {1}, 'test')\
                """,
                val("campaign " + number), val(attributionDays));
        dsl.execute(
                "insert into run (campaign_id, fire_time, state, started_at) values ({0}, {1}, 'running', {1})",
                val(number), val(NOON));
        dsl.execute(
                """
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at)
                values ({0}, 1, 1, 1, 'viber', '+1', 'sent', {1})\
                """,
                val(number), val(NOON));
    }

    private void touch(int run, String kind, Instant at) {
        dsl.execute(
                "insert into touch (contact_id, run_id, ordinal, kind, at) values (1, {0}, 1, {1}, {2})",
                val(run), val(kind), val(at));
    }

    private void sale(String id, Instant at) {
        order(id, "sale", null, 1L, at, "10");
    }

    private void order(
            String id, String kind, String refundOf, Long contact, Instant at, String revenue) {
        dsl.execute(
                """
                insert into shop_order (store, external_id, kind, refund_of, contact_id, placed_at, currency, revenue,
                  revenue_minor, source)
                values ('shop', {0}, {1}, {2}, {3}, {4}, 'EUR', cast({5} as numeric), 100, 'api')\
                """,
                val(id),
                val(kind),
                val(refundOf, String.class),
                val(contact, Long.class),
                val(at),
                val(revenue));
    }

    private void credit() {
        int computed = attribution.creditDue(100);
        while (computed > 0) {
            computed = attribution.creditDue(100);
        }
    }

    /// Order, run and kind of each credit, by order.
    private List<String> credits() {
        return dsl.resultQuery(
                        """
                        select concat_ws(' ', o.external_id, c.run_id, c.touch_kind)
                        from credit c join shop_order o on o.id = c.shop_order_id
                        order by o.external_id\
                        """)
                .fetch(0, String.class);
    }
}
