package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

class BeliefTest {

    @Test
    void theChanceIsTheSumOfAllTerms() {
        var random = new SplittableRandom(4711);
        for (var i = 0; i < 2_000; i++) {
            var most = 1 << random.nextInt(1, 12);
            var one = new Belief(random.nextInt(1, most + 1), random.nextInt(1, most + 1));
            var other = new Belief(random.nextInt(1, most + 1), random.nextInt(1, most + 1));
            assertThat(one.chanceToBeat(other))
                    .as("%s against %s", one, other)
                    .isCloseTo(summed(one, other), within(1e-9));
        }
    }

    /// Term by term, as Evan Miller has it.
    private static double summed(Belief one, Belief other) {
        var sum = 0.0;
        for (var i = 0.0; i < one.alpha(); i++) {
            sum +=
                    Math.exp(
                            LogBeta.value(other.alpha() + i, other.beta() + one.beta())
                                    - Math.log(one.beta() + i)
                                    - LogBeta.value(1 + i, one.beta())
                                    - LogBeta.value(other.alpha(), other.beta()));
        }
        return Math.min(1, sum);
    }

    @Test
    void oneOfTwoIsAheadHoweverManyTookPart() {
        var random = new SplittableRandom(17);
        for (var i = 0; i < 2_000; i++) {
            var people = random.nextLong(10_000, 10_000_000);
            var successes = random.nextLong(people / 2);
            var step = (long) Math.sqrt((double) people);
            var one = Belief.after(new Proportion(successes, people));
            var other =
                    Belief.after(
                            new Proportion(
                                    Math.max(0, successes + random.nextLong(-step, step)), people));
            assertThat(one.chanceToBeat(other) + other.chanceToBeat(one))
                    .as("%s and %s", one, other)
                    .isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void whatIsFarBehindIsNeverAhead() {
        var one = Belief.after(new Proportion(5_000_000, 10_000_000));
        var other = Belief.after(new Proportion(1_000_000, 10_000_000));
        assertThat(one.chanceToBeat(other)).isCloseTo(1, within(1e-6));
        assertThat(other.chanceToBeat(one)).isZero();
    }
}
