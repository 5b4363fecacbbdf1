package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.parley.analytics.experiment.Bootstrap.Spending;
import org.parley.analytics.experiment.MeanContrast.Sample;

class BootstrapTest {

    private static final int PEOPLE = 20_000;

    private static Spending arm(long seed, double share, double mean) {
        var random = new SplittableRandom(seed);
        return new Spending(
                PEOPLE,
                random.doubles((long) (PEOPLE * share)).map(u -> -mean * Math.log1p(-u)).toArray());
    }

    private static Sample sample(Spending arm) {
        var sum = 0.0;
        var squares = 0.0;
        for (var each : arm.spent()) {
            sum += each;
            squares += each * each;
        }
        return new Sample(
                arm.people(),
                sum / arm.people(),
                (squares - sum * sum / arm.people()) / (arm.people() - 1));
    }

    @Test
    void inALargeSampleItIsWelchsInterval() {
        var treated = arm(1, .06, 5_000);
        var control = arm(2, .05, 5_000);
        var welch = new MeanContrast(sample(treated), sample(control)).differenceInterval();
        var width = welch.high() - welch.low();

        var bootstrap = Bootstrap.difference(treated, control, 7);

        assertThat(bootstrap.low()).isCloseTo(welch.low(), within(width / 20));
        assertThat(bootstrap.high()).isCloseTo(welch.high(), within(width / 20));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        var treated = arm(1, .06, 5_000);
        var control = arm(2, .05, 5_000);
        assertThat(Bootstrap.difference(treated, control, 7))
                .isEqualTo(Bootstrap.difference(treated, control, 7))
                .isNotEqualTo(Bootstrap.difference(treated, control, 8));
    }

    @Test
    void whoSpendsNothingDiffersInNothing() {
        var nobody = new Spending(10, new double[0]);
        assertThat(Bootstrap.difference(nobody, nobody, 7)).isEqualTo(new Interval(0, 0));
    }
}
