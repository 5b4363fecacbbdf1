package org.parley.batch.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static org.parley.batch.attribution.AttributionWorld.CLOCK;
import static org.parley.batch.attribution.AttributionWorld.NOON;
import static org.parley.batch.attribution.AttributionWorld.code;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Orders with promo codes.
class CodeTouchesTest {

    private static final int PEOPLE = 20;

    private final AttributionWorld world = new AttributionWorld(PEOPLE);
    private final Attribution attribution = world.attribution();

    @BeforeEach
    void twoCampaignsOneWithCodes() {
        world.run(1, 7);
        world.run(2, 7);
        world.codes(1);
    }

    @Test
    void aCodeComesBeforeALaterClick() {
        world.touch(1, 2, "click", NOON.plus(Duration.ofDays(2)));
        sale("coded", 1L, Duration.ofDays(3));
        world.use("coded", "CODE1-1");
        sale("clicked", 1L, Duration.ofDays(4));
        credit();
        assertThat(world.credits()).containsExactly("clicked 2 click", "coded 1 code");
        assertThat(world.shares()).filteredOn(share -> share.startsWith("coded")).hasSize(5);
    }

    @Test
    void itsWindowIsThirtyDaysFromTheSending() {
        for (String order : List.of("before", "first", "last", "over")) {
            Instant at =
                    switch (order) {
                        case "before" -> NOON.minusMillis(1);
                        case "first" -> NOON;
                        case "last" -> NOON.plus(Duration.ofDays(30)).minusMillis(1);
                        default -> NOON.plus(Duration.ofDays(30));
                    };
            world.order(order, "sale", null, 1L, at, "EUR", 100);
            world.use(order, code(1, 1));
        }
        credit();
        assertThat(world.credits()).containsExactly("first 1 code", "last 1 code");
    }

    @Test
    void theClockStartsAtTheFirstChannelThatCarriedTheCode() {
        world.dsl.execute(
                "update recipient set sent_at = {0}, step = 2 where run_id = 1",
                val(NOON.plus(Duration.ofDays(2))));
        sale("o1", 1L, Duration.ofDays(1));
        world.use("o1", code(1, 1));
        credit();
        assertThat(world.credits()).isEmpty();

        world.dsl.execute(
                """
                insert into recipient_attempt (run_id, ordinal, step, channel, state, sent_at, left_because, superseded_at)
                select 1, 1, 1, 'rcs', 'sent', {0}, 'no_receipt', {0}\
                """,
                val(NOON));
        sale("o2", 1L, Duration.ofDays(1));
        world.use("o2", code(1, 1));
        credit();
        assertThat(world.credits()).containsExactly("o2 1 code");
    }

    @Test
    void aTillThatRedeemsBeforeTheOrderIsToldProvesAsMuch() {
        world.redeem("o1", code(1, 3));
        credit();
        sale("o1", 3L, Duration.ofDays(1));
        sale("o2", 3L, Duration.ofDays(1));
        credit();
        world.redeem("o2", code(1, 3));
        credit();
        assertThat(world.credits()).containsExactly("o1 1 code", "o2 1 code");
    }

    @Test
    void aCodeOfAnotherIsCreditedToItsMessageAndMarked() {
        sale("o1", 2L, Duration.ofDays(1));
        world.use("o1", code(1, 1));
        credit();
        assertThat(world.credits()).containsExactly("o1 1 code_of_another");
        assertThat(ordinals()).containsExactly(1);
    }

    @Test
    void aCustomerWhomNobodyKnowsIsCreditedByTheCodeAlone() {
        sale("after", null, Duration.ofDays(1));
        world.use("after", code(1, 4));
        world.redeem("before", code(1, 5));
        sale("before", null, Duration.ofDays(2));
        world.order("back", "refund", "before", null, NOON.plus(Duration.ofDays(50)), "EUR", -40);
        credit();
        assertThat(world.credits()).containsExactly("after 1 code", "back 1 code", "before 1 code");
    }

    @Test
    void codesThatWentRoundComeAfterClicksAndBeforeReadings() {
        world.touch(1, 2, "click", NOON.plusSeconds(60));
        redeemed(1, 7, 2);
        assertThat(kinds("code%")).hasSize(9);

        // two orders more make three of eleven, of which one was clicked for
        redeemed(11, 11, 1);
        judge();
        assertThat(kinds("shared_code")).hasSize(10);
        assertThat(world.credits()).contains("own 1 2 click").doesNotContain("own 1 1 code");

        var readings = AttributionSettings.reading(Duration.ofDays(1), Duration.ZERO);
        world.dsl.execute("update recipient set read_at = {0} where run_id = 2", val(NOON));
        recompute(readings);
        assertThat(kinds("shared_code")).hasSize(10);

        // more orders of recipients make it three of sixteen
        redeemed(12, 16, 0);
        judge();
        assertThat(kinds("shared_code")).isEmpty();
        assertThat(world.credits()).contains("own 1 1 code", "other 8 1 code_of_another");
    }

    @Test
    void aCampaignAtTheThresholdDoesNotGoToAndFroWithEachOrder() {
        redeemed(1, 8, 2);
        for (int i = 1; i <= 6; i++) {
            sale("by another " + i, 20L, Duration.ofDays(1));
            world.use("by another " + i, code(1, 9));
            credit();
            assertThat(kinds("shared_code")).isEmpty();
            sale("by its owner " + i, 9L, Duration.ofDays(1));
            world.use("by its owner " + i, code(1, 9));
            credit();
            assertThat(kinds("shared_code")).isEmpty();
        }
        judge();
        assertThat(kinds("shared_code")).hasSize(22);
        assertThat(world.dsl.fetchCount(DSL.table("judgement_due"))).isEqualTo(1);
    }

    @Test
    void ordersOfCustomersWhomNobodyKnowsNeverMakeCodesShared() {
        for (int i = 1; i <= PEOPLE; i++) {
            sale("o" + i, null, Duration.ofDays(1));
            world.use("o" + i, code(1, 1));
        }
        credit();
        assertThat(world.dsl.fetchCount(DSL.table("judgement_due"))).isZero();
        judge();
        assertThat(kinds("code")).hasSize(PEOPLE);
    }

    @Test
    void aRebuildGivesTheSame() {
        redeemed(1, 8, 3);
        sale("nobody's", null, Duration.ofDays(3));
        world.use("nobody's", code(1, 9));
        credit();
        judge();
        List<String> credits = world.credits();
        List<String> shares = world.shares();
        assertThat(kinds("shared_code")).isNotEmpty();

        world.dsl.execute("delete from credit_share");
        world.dsl.execute("delete from credit");
        world.dsl.execute("delete from shared_codes");
        world.dsl.execute("delete from attribution_due");
        recompute(AttributionSettings.usual());
        assertThat(world.credits()).isEqualTo(credits);
        assertThat(world.shares()).isEqualTo(shares);
    }

    @Test
    void aMessageThatNoProviderTookEarnsNothing() {
        world.dsl.execute(
                "update recipient set state = 'failed', sent_at = null where run_id = 1 and ordinal = 1");
        sale("o1", 1L, Duration.ofDays(1));
        world.use("o1", code(1, 1));
        credit();
        assertThat(world.credits()).isEmpty();
    }

    @Test
    void whereTheWindowIsZeroCodesEarnNothing() {
        sale("o1", 1L, Duration.ofDays(1));
        world.use("o1", code(1, 1));
        AttributionWorld.drain(
                new Attribution(
                        world.dsl,
                        new AttributionSettings(
                                Duration.ZERO, 0.2, 10, Duration.ZERO, Duration.ZERO),
                        CLOCK));
        assertThat(world.credits()).isEmpty();
    }

    /// Orders with the codes of people `first` to `last`, placed by themselves, and `others` more
    /// with the code of the next, placed by person 20.
    private void redeemed(int first, int last, int others) {
        IntStream.rangeClosed(first, last)
                .forEach(person -> {
                    sale("own " + person, (long) person, Duration.ofDays(1));
                    world.use("own " + person, code(1, person));
                });
        IntStream.range(last + 1, last + 1 + others)
                .forEach(person -> {
                    sale("other " + person, 20L, Duration.ofDays(1));
                    world.use("other " + person, code(1, person));
                });
        credit();
    }

    private void sale(String id, @Nullable Long contact, Duration after) {
        world.order(id, "sale", null, contact, NOON.plus(after), "EUR", 100);
    }

    private void credit() {
        AttributionWorld.drain(attribution);
    }

    /// An hour after the last order.
    private void judge() {
        AttributionWorld.drain(world.attributionLater());
    }

    private void recompute(AttributionSettings settings) {
        var anew = new Attribution(world.dsl, settings, CLOCK);
        var range = new OrderRange(NOON, NOON.plus(Duration.ofDays(90)));
        var done = anew.recompute(world.dsl, range, 0, 3);
        while (!done.people().isEmpty()) {
            done = anew.recompute(world.dsl, range, done.people().getLast(), 3);
        }
        AttributionWorld.drain(anew);
    }

    private List<String> kinds(String like) {
        return world.dsl
                .resultQuery("select touch_kind from credit where touch_kind like {0}", val(like))
                .fetch(0, String.class);
    }

    private List<Integer> ordinals() {
        return world.dsl.resultQuery("select ordinal from credit").fetch(0, Integer.class);
    }
}
