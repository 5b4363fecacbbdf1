package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.parley.analytics.experiment.Multiplicity;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunSubgroups.SubgroupComparison;
import org.parley.core.kernel.Channel;

class SubgroupAnswersTest {

    private static final List<ArmFacts> WHOLE = arms(3_000, 400, 3_000, 300, 3_000);

    @Test
    void eachValueIsAskedWhatTheRunIsAskedAndAllAreCorrectedTogether() {
        var within = new LinkedHashMap<String, List<ArmFacts>>();
        within.put("BG", arms(1_000, 150, 1_000, 100, 1_000));
        within.put("DE", arms(2_000, 250, 2_000, 200, 2_000));
        var answers = of(within);

        assertThat(answers)
                .extracting(answer -> answer.value() + " " + answer.kpi())
                .containsExactly(
                        "BG conversionItt",
                        "BG clickItt",
                        "BG revenuePerAssigned",
                        "DE conversionItt",
                        "DE clickItt",
                        "DE revenuePerAssigned");
        assertThat(answers.stream().mapToDouble(SubgroupAnswersTest::adjusted).toArray())
                .containsExactly(
                        Multiplicity.benjaminiHochberg(
                                answers.stream()
                                        .mapToDouble(a -> Objects.requireNonNull(a.pValue()))
                                        .toArray()));
        assertThat(answers.getFirst().people()).isEqualTo(1_000);
        assertThat(answers.getFirst().difference()).isCloseTo(.05, within(1e-12));
        assertThat(answers.getFirst().verdict()).startsWith("viber is better than email by ");
    }

    @Test
    void whatTheCorrectionTakesAwayIsNotClaimed() {
        // Alone, 131 against 100 of 1,000 has p = .030; among the rest it is far above .05.
        var within = new LinkedHashMap<String, List<ArmFacts>>();
        within.put("BG", arms(1_000, 131, 1_000, 100, 1_000));
        for (var value : List.of("DE", "FR", "GB", "NP")) {
            within.put(value, arms(1_000, 100, 1_000, 100, 1_000));
        }
        var first = of(within).getFirst();
        assertThat(first.pValue()).isLessThan(.05);
        assertThat(adjusted(first)).isGreaterThan(.05);
        assertThat(first.low()).as("the interval is that of the comparison alone").isPositive();
        assertThat(first.verdict()).doesNotContain("better");
    }

    @Test
    void valuesOfTooFewPeopleHaveNoPValueAndTakeNoPartInTheCorrection() {
        var alone = of(Map.of("BG", arms(1_000, 150, 1_000, 100, 1_000)));
        var within = new LinkedHashMap<String, List<ArmFacts>>();
        within.put("BG", arms(1_000, 150, 1_000, 100, 1_000));
        within.put("DE", arms(99, 60, 100, 1, 100));
        within.put("", arms(0, 0, 0, 0, 0));
        var answers = of(within);

        assertThat(answers.subList(0, 3)).isEqualTo(alone);
        assertThat(answers.subList(3, 9))
                .allSatisfy(answer -> {
                    assertThat(answer.pValue()).isNull();
                    assertThat(answer.adjusted()).isNull();
                    assertThat(answer.difference()).isNull();
                    assertThat(answer.low()).isNull();
                    assertThat(answer.verdict())
                            .isEqualTo(
                                    "not enough data: a comparison takes 100 people in each arm");
                });
        assertThat(answers.get(3).people()).isEqualTo(99);
    }

    @Test
    void peopleWhoDidNotSplitAsPlannedAreHiddenAndTheOthersAreNot() {
        var within = new LinkedHashMap<String, List<ArmFacts>>();
        within.put("BG", arms(1_300, 300, 1_000, 100, 1_000));
        within.put("DE", arms(1_000, 300, 1_000, 100, 1_000));
        var answers = of(within);
        assertThat(answers.get(0).verdict())
                .startsWith("hidden: these people did not split as planned (chi-square p = ");
        assertThat(answers.get(0).pValue()).isNull();
        assertThat(answers.get(3).pValue()).isNotNull();
    }

    @Test
    void whereNoEmailWasSentNothingIsClaimedAgainstEmail() {
        var answers = of(Map.of("BG", arms(1_000, 300, 1_000, 100, 0)));
        assertThat(answers)
                .extracting(SubgroupComparison::verdict)
                .containsOnly("not measured: no email was sent to these people");
    }

    @Test
    void aValueWhereNobodyBoughtIsAskedForRevenueTooAndShowsNone() {
        var answers = of(Map.of("BG", arms(1_000, 0, 1_000, 0, 1_000)));
        assertThat(answers.get(2).kpi()).isEqualTo("revenuePerAssigned");
        assertThat(answers.get(2).currency()).isEqualTo("EUR");
        assertThat(answers.get(2).pValue()).isEqualTo(1);
        assertThat(answers.get(2).difference()).isZero();
    }

    private static List<SubgroupComparison> of(Map<String, List<ArmFacts>> within) {
        return SubgroupAnswers.of(new Comparisons(WHOLE).asked(), within, Map.of("BG", "Bulgaria"));
    }

    private static double adjusted(SubgroupComparison answer) {
        return Objects.requireNonNull(answer.adjusted());
    }

    /// Viber and email; a quarter of those who were sent to clicked.
    private static List<ArmFacts> arms(
            long viber, long viberBuyers, long email, long emailBuyers, long emailed) {
        return List.of(
                arm(1, "viber", viber, viber, viberBuyers),
                arm(2, "email", email, emailed, emailBuyers));
    }

    private static ArmFacts arm(int arm, String channel, long assigned, long sent, long buyers) {
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
                        buyers,
                        sent / 2,
                        sent / 4,
                        Facts.Mail.NONE,
                        Answers.NONE,
                        buyers == 0
                                ? List.of()
                                : List.of(
                                        new MoneyFacts(
                                                "EUR",
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                buyers * 100,
                                                BigInteger.valueOf(buyers * 10_000),
                                                MoneyFacts.Past.NONE,
                                                null,
                                                true))));
    }
}
