package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.analytics.experiment.MeanContrast.Sample;

class WaldRatioTest {

    @Test
    void whereEverybodyIsReachedItIsTheEffectOfTheAssignment() {
        var effect =
                new WaldRatio(
                        new WaldRatio.Arm(new Sample(400, 3, 5), 400, 1_200),
                        new WaldRatio.Arm(new Sample(500, 2, 4), 0, 0));
        assertThat(effect.effect()).isEqualTo(1);
        assertThat(effect.weak()).isFalse();
        var half = 1.959964 * Math.sqrt(5 / 400.0 + 4 / 500.0);
        assertThat(effect.interval().low()).isCloseTo(1 - half, within(1e-6));
        assertThat(effect.interval().high()).isCloseTo(1 + half, within(1e-6));
    }

    @Test
    void anIntervalHoldsTheTruthNineteenTimesInTwenty() {
        // of those who can be reached, 60 %, 9 % buy by themselves and 15 % when reached; of the
        // others 4 %
        var random = new SplittableRandom(20_261_122);
        var held = 0;
        var trials = 2_000;
        for (var i = 0; i < trials; i++) {
            var interval =
                    new WaldRatio(draw(random, 900, .15), draw(random, 500, null)).interval();
            held += interval.low() <= .06 && .06 <= interval.high() ? 1 : 0;
        }
        assertThat((double) held / trials).isBetween(.935, .965);
    }

    /// @param buying of those reached; null: nobody is reached
    private static WaldRatio.Arm draw(
            SplittableRandom random, int people, @Nullable Double buying) {
        var reached = 0;
        var bought = 0;
        var both = 0;
        for (var i = 0; i < people; i++) {
            var reachable = random.nextDouble() < .6;
            var isReached = reachable && buying != null;
            var buys = random.nextDouble() < (isReached ? buying : reachable ? .09 : .04);
            reached += isReached ? 1 : 0;
            bought += buys ? 1 : 0;
            both += isReached && buys ? 1 : 0;
        }
        var p = (double) bought / people;
        return new WaldRatio.Arm(
                new Sample(people, p, p * (1 - p) * people / (people - 1)), reached, both);
    }

    @Test
    void sharesThatAreNotClearlyApartAreWeak() {
        // F of 51 and of 52 of 100 against none: 103.0 and 107.3
        assertThat(reaching(51, 100).weak()).isTrue();
        assertThat(reaching(52, 100).weak()).isFalse();
        assertThat(reaching(0, 100).weak()).isTrue();
        assertThat(reaching(0, 100).effect()).isInfinite();
    }

    private static WaldRatio reaching(long reached, long people) {
        return new WaldRatio(
                new WaldRatio.Arm(new Sample(people, .5, .25), reached, reached / 2.0),
                new WaldRatio.Arm(new Sample(people, .25, .2), 0, 0));
    }

    @Test
    void moreThanThereAreCannotBeReached() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaldRatio.Arm(new Sample(10, 1, 0), 11, 0));
    }
}
