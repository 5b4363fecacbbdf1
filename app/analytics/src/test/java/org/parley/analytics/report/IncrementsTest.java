package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.core.kernel.Channel;

class IncrementsTest {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Test
    void whatWasSentIsCreditedWithWhatTheHoldoutDidNotDoByItself() {
        // 3 % bought of 4,000, 2 % of 1,000 held out, one unit each: 40 buyers and units beyond.
        var increments =
                Increments.of(
                        List.of(
                                arm(1, "viber", 4_000, 120, 1_000, "EUR", HALF),
                                arm(2, null, 1_000, 20, 0, "EUR", HALF)),
                        false,
                        false);

        assertThat(increments).extracting(Incremental::arm).containsExactly(null, 1);
        assertThat(increments)
                .allSatisfy(beyond -> {
                    assertThat(beyond.people()).isEqualTo(4_000);
                    assertThat(beyond.buyers()).isCloseTo(40, within(1e-9));
                    assertThat(beyond.buyersLow()).isNegative();
                    assertThat(beyond.buyersHigh()).isBetween(40.0, 100.0);
                    assertThat(beyond.netMinor()).isEqualTo(4_000);
                    assertThat(beyond.netMinorLow()).isLessThan(4_000);
                    assertThat(beyond.costMinor()).isEqualTo(1_000);
                    assertThat(beyond.iroas()).isEqualByComparingTo("4");
                    assertThat(beyond.roi()).isEqualByComparingTo("1");
                });
    }

    @Test
    void allArmsTogetherAreNotTheSumOfChanceButOneGroup() {
        var all =
                Increments.of(
                                List.of(
                                        arm(1, "viber", 3_000, 90, 600, "EUR", null),
                                        arm(2, "email", 1_000, 10, 40, "EUR", null),
                                        arm(3, null, 1_000, 20, 0, "EUR", null)),
                                false,
                                false)
                        .getFirst();
        assertThat(all.people()).isEqualTo(4_000);
        // 100 of 4,000 against 2 %
        assertThat(all.buyers()).isCloseTo(20, within(1e-9));
        assertThat(all.costMinor()).isEqualTo(640);
        assertThat(all.iroas()).isEqualByComparingTo("3.1250");
        assertThat(all.roi()).as("the margin is unknown").isNull();
    }

    @Test
    void moneyInSeveralCurrenciesAndAHoldoutThatIsNoneClaimNothing() {
        var mixed =
                Increments.of(
                        List.of(
                                arm(1, "viber", 1_000, 30, 100, "EUR", HALF),
                                arm(2, null, 1_000, 20, 0, "USD", HALF)),
                        false,
                        false);
        assertThat(mixed)
                .hasSize(2)
                .allSatisfy(beyond -> {
                    assertThat(beyond.buyers()).isCloseTo(10, within(1e-9));
                    assertThat(beyond.netMinor()).isNull();
                    assertThat(beyond.costMinor()).isNull();
                    assertThat(beyond.iroas()).isNull();
                });
        var viber = arm(1, "viber", 1_000, 30, 100, "EUR", HALF);
        assertThat(Increments.of(List.of(viber), false, false)).isEmpty();
        assertThat(
                        Increments.of(
                                List.of(viber, arm(2, null, 1_000, 20, 0, "EUR", HALF)),
                                true,
                                false))
                .as("the audience did not split as planned")
                .isEmpty();
    }

    @Test
    void whatAnotherToolsMessagesCostMayBeUnknownAndIsThenNoReturn() {
        var increments =
                Increments.of(
                        List.of(
                                arm(1, "viber", 1_000, 30, 100, "EUR", HALF),
                                arm(2, "email", 1_000, 30, 0, "EUR", null),
                                arm(3, null, 1_000, 20, 0, "EUR", HALF)),
                        false,
                        true);
        assertThat(increments)
                .extracting(Incremental::arm, Incremental::costMinor)
                .containsExactly(tuple(null, null), tuple(1, 100L), tuple(2, null));
        assertThat(increments.getFirst().iroas()).isNull();
        assertThat(increments.getFirst().roi()).isNull();
    }

    /// Every buyer paid one unit.
    private static ArmFacts arm(
            int arm,
            @Nullable String channel,
            long assigned,
            long converters,
            long cost,
            String currency,
            @Nullable BigDecimal margin) {
        return new ArmFacts(
                arm,
                "arm " + arm,
                channel == null ? null : new Channel(channel),
                (int) assigned,
                new Facts(
                        assigned,
                        assigned,
                        assigned,
                        0,
                        0,
                        0,
                        0,
                        0,
                        converters,
                        0,
                        0,
                        Facts.Mail.NONE,
                        Answers.NONE,
                        List.of(
                                new MoneyFacts(
                                        currency,
                                        0,
                                        0,
                                        0,
                                        cost,
                                        cost,
                                        converters * 100,
                                        BigInteger.valueOf(converters)
                                                .multiply(BigInteger.valueOf(10_000)),
                                        MoneyFacts.Past.NONE,
                                        margin,
                                        true))));
    }
}
