package org.parley.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class LargestRemainderTest {

    @Test
    void aHundredOverThreeIsSplitToTheCent() {
        assertThat(split(10_000, 1, 1, 1)).containsExactly(3_334, 3_333, 3_333);
        assertThat(split(20_000, 1, 1, 1)).containsExactly(6_667, 6_667, 6_666);
    }

    @Test
    void whatIsLeftGoesToThoseWhoLostMost() {
        assertThat(split(10, 5, 3, 2)).containsExactly(5, 3, 2);
        assertThat(split(11, 1, 2, 4)).containsExactly(2, 3, 6);
    }

    @Test
    void aNegativeAmountIsTheOppositeOfThePositiveOne() {
        assertThat(split(-10_000, 1, 1, 1)).containsExactly(-3_334, -3_333, -3_333);
    }

    @Test
    void whoWeighsNothingGetsNothing() {
        assertThat(split(7, 0, 1, 0)).containsExactly(0, 7, 0);
    }

    @RepeatedTest(200)
    void partsAddUpAndNoneIsOffByAWholeUnit(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        var weights = random.longs(random.nextInt(1, 40), 1, 1L << 40).toArray();
        var amount = random.nextLong(-10_000_000_000_000L, 10_000_000_000_000L);
        var parts = split(amount, weights);
        assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
        var total = (double) Arrays.stream(weights).sum();
        for (var i = 0; i < parts.length; i++) {
            assertThat(Math.abs(parts[i] - amount * (weights[i] / total))).isLessThan(1.01);
        }
    }

    private static long[] split(long amount, long... weights) {
        return LargestRemainder.split(amount, weights);
    }
}
