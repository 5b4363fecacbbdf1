package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunReport.Comparison;
import org.parley.core.kernel.Channel;

class ComparisonsTest {

    @Test
    void aSplitThatIsNotThePlannedOneHidesEveryFigure() {
        var comparisons =
                new Comparisons(
                        List.of(
                                arm(1, "viber", 1_300, 1_300, 300, "EUR"),
                                arm(2, "email", 1_000, 1_000, 100, "EUR")));
        assertThat(comparisons.mismatch()).isTrue();
        assertThat(comparisons.all())
                .hasSize(3)
                .allSatisfy(comparison -> {
                    assertThat(comparison.difference()).isNull();
                    assertThat(comparison.low()).isNull();
                    assertThat(comparison.lift()).isNull();
                    assertThat(comparison.verdict())
                            .startsWith("hidden: the audience did not split as planned");
                });
    }

    @Test
    void anEmailArmThatNobodyWasSentToMeasuresNothing() {
        var comparisons =
                new Comparisons(
                        List.of(
                                arm(1, "viber", 1_000, 1_000, 300, "EUR"),
                                arm(2, "email", 1_000, 0, 0, "EUR")));
        assertThat(comparisons.all()).isEmpty();
    }

    @Test
    void moneyInTwoCurrenciesIsNotCompared() {
        var comparisons =
                new Comparisons(
                        List.of(
                                arm(1, "viber", 1_000, 1_000, 300, "EUR"),
                                arm(2, "email", 1_000, 1_000, 100, "USD")));
        assertThat(comparisons.all())
                .extracting(Comparison::kpi)
                .containsExactly("conversionItt", "clickItt");
    }

    @Test
    void severalArmsAgainstOneControlAreCorrectedTogether() {
        // Alone, 131 against 100 of 1,000 has p = .030; as one of three arms it is .060 at best.
        var alone =
                new Comparisons(
                        List.of(
                                arm(1, "viber", 1_000, 1_000, 131, "EUR"),
                                arm(2, "email", 1_000, 1_000, 100, "EUR")));
        var among =
                new Comparisons(
                        List.of(
                                arm(1, "viber", 1_000, 1_000, 131, "EUR"),
                                arm(2, "email", 1_000, 1_000, 100, "EUR"),
                                arm(3, "whatsapp", 1_000, 1_000, 101, "EUR"),
                                arm(4, "sms", 1_000, 1_000, 99, "EUR")));
        assertThat(alone.all().getFirst().verdict()).contains("better");
        assertThat(among.all().getFirst().verdict()).doesNotContain("better");
    }

    private static ArmFacts arm(
            int arm, String channel, long assigned, long sent, long converters, String currency) {
        return new ArmFacts(
                arm,
                channel,
                new Channel(channel),
                5_000,
                new Facts(
                        assigned,
                        sent,
                        sent,
                        sent / 2,
                        sent / 4,
                        0,
                        0,
                        0,
                        converters,
                        sent / 2,
                        sent / 4,
                        Facts.Mail.NONE,
                        Answers.NONE,
                        List.of(
                                new MoneyFacts(
                                        currency,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        converters * 100,
                                        BigInteger.valueOf(converters)
                                                .multiply(BigInteger.valueOf(10_000)),
                                        MoneyFacts.Past.NONE,
                                        null,
                                        true))));
    }
}
