package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.parley.analytics.experiment.MeanContrast.Sample;

class ContrastTest {

    @Test
    void theLiftIntervalIsTheLogarithmicOne() {
        // Ratio 2 of 40/200 and 20/200: se = sqrt(.8/40 + .9/20) = .254951.
        var lift = shares(40, 200, 20, 200).liftInterval().orElseThrow();
        assertThat(lift.low()).isCloseTo(2 * Math.exp(-1.959964 * .254951) - 1, within(1e-5));
        assertThat(lift.high()).isCloseTo(2 * Math.exp(1.959964 * .254951) - 1, within(1e-5));
    }

    @Test
    void nothingIsAMultipleOfNothing() {
        var contrast = shares(3, 100, 0, 100);
        assertThat(contrast.lift()).isEmpty();
        assertThat(contrast.liftInterval()).isEmpty();
        assertThat(contrast.differenceInterval().low()).isBetween(-.04, .03);
    }

    @Test
    void anIntervalHoldsTheTruthNineteenTimesInTwenty() {
        var random = new SplittableRandom(20261121);
        var held = 0;
        var trials = 2_000;
        for (var i = 0; i < trials; i++) {
            var interval =
                    shares(draw(random, 300, .10), 300, draw(random, 300, .06), 300)
                            .differenceInterval();
            held += interval.low() <= .04 && .04 <= interval.high() ? 1 : 0;
        }
        assertThat((double) held / trials).isBetween(.935, .97);
    }

    @Test
    void armsThatDoNotVaryAreComparedWithoutDividingByZero() {
        var same = new MeanContrast(new Sample(10, 0, 0), new Sample(10, 0, 0));
        assertThat(same.differenceInterval()).isEqualTo(new Interval(0, 0));
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.liftInterval()).isEmpty();
        var lone = new MeanContrast(new Sample(1, 5, 0), new Sample(10, 1, 2));
        assertThat(lone.differenceInterval().low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(lone.pValue()).isEqualTo(1);
    }

    @Test
    void aPlannedSplitOfUnequalWeightsIsNoMismatch() {
        assertThat(new SampleRatio(List.of(4_512L, 4_488L, 1_000L), List.of(4500, 4500, 1000)))
                .matches(split -> !split.mismatch());
        assertThat(new SampleRatio(List.of(7L), List.of(10_000)).pValue()).isEqualTo(1);
        assertThat(new SampleRatio(List.of(0L, 0L), List.of(1, 1)).pValue()).isEqualTo(1);
    }

    @Test
    void aShareOfNobodyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
    }

    private static long draw(SplittableRandom random, int people, double chance) {
        var successes = 0L;
        for (var i = 0; i < people; i++) {
            successes += random.nextDouble() < chance ? 1 : 0;
        }
        return successes;
    }

    private static ProportionContrast shares(long x1, long n1, long x2, long n2) {
        return new ProportionContrast(new Proportion(x1, n1), new Proportion(x2, n2));
    }
}
