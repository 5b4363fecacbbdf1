package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.analytics.experiment.ExperimentPlan.Question;
import org.parley.core.kernel.ProblemException;

class ExperimentPlanTest {

    @Test
    void ofTwoEqualArmsItAnswersAsPowerPropTestOfR() {
        // 1093.74 per arm
        var plan = ExperimentPlan.of(share(0.20, 0.05, null, 1, 1, 0));
        assertThat(plan.perArm()).isEqualTo(1_094);
        assertThat(plan.audience()).isEqualTo(2_188);
        assertThat(plan.power()).isNull();
        assertThat(plan.detectable()).isNull();
    }

    @Test
    void ofMeansItAnswersAsPowerTTestOfR() {
        // 22.02109 per arm for a power of .90; .8689528 with 20 per arm
        var plan = ExperimentPlan.of(new Question(10, 1.0, 1.0, 40L, 1, 1, 0, 0.9));
        assertThat(plan.perArm()).isEqualTo(23);
        assertThat(plan.power()).isCloseTo(0.8689528, within(5e-7));
    }

    @Test
    void unequalArmsTakeMorePeopleThanEqualOnes() {
        // 4,500 and 500 of 10,000: as much as two arms of 900
        var plan = ExperimentPlan.of(share(0.20, 0.05, 10_000L, 45, 5, 50));
        assertThat(plan.audience()).isEqualTo((long) Math.ceil(1_093.7388 / 0.09));
        assertThat(plan.power()).isCloseTo(SampleSize.power(900, 0.20, 0.25), within(1e-12));
    }

    @Test
    void whatAnAudienceCanShowIsWhatWouldTakeJustThatAudience() {
        for (var people : new long[] {200, 5_000, 1_000_000}) {
            var plan = ExperimentPlan.of(share(0.03, null, people, 8, 1, 1));
            var again =
                    ExperimentPlan.of(
                            share(0.03, Objects.requireNonNull(plan.detectable()), null, 8, 1, 1));
            assertThat((double) Objects.requireNonNull(again.audience()))
                    .isCloseTo((double) people, within(2.0));
        }
    }

    @Test
    void anAudienceTooSmallForAnyDifferenceIsToldSo() {
        assertThat(ExperimentPlan.of(share(0.99, null, 10L, 1, 1, 0)).detectable()).isNull();
    }

    @Test
    void whatCannotBePlannedIsRefusedByItsField() {
        refused("baseline", () -> share(0, 0.1, null, 1, 1, 0));
        refused("difference", () -> share(0.5, 0.6, null, 1, 1, 0));
        refused("difference", () -> share(0.5, null, null, 1, 1, 0));
        refused("people", () -> share(0.5, null, 1L, 1, 1, 0));
        refused("treatedWeight", () -> share(0.5, 0.1, null, 0, 1, 0));
        refused("otherWeight", () -> share(0.5, 0.1, null, 1, 1, -1));
        refused("power", () -> new Question(0.5, null, 0.1, null, 1, 1, 0, 1));
        refused("deviation", () -> new Question(5, 0.0, 0.1, null, 1, 1, 0, 0.8));
    }

    private static void refused(String field, Runnable asking) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.fields())
                                        .extracting(ProblemException.FieldProblem::field)
                                        .containsExactly(field));
    }

    private static Question share(
            double baseline,
            @Nullable Double difference,
            @Nullable Long people,
            int treated,
            int control,
            int other) {
        return new Question(baseline, null, difference, people, treated, control, other, 0.8);
    }
}
