package org.parley.analytics.experiment;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// People per arm that a difference needs to be seen, and the chance to see it: of two shares as
/// R's `power.prop.test`, of two means as R's `power.t.test` (both two-sided at 5 %).
public final class SampleSize {

    /// The usual chance to see a difference that is there.
    public static final double USUAL_POWER = 0.8;

    private static final int HALF_STEPS = 1_000;

    private SampleSize() {}

    /// @param power 0.5 to 1, exclusive
    /// @return not rounded; infinite where the shares are equal
    public static double perArm(double share, double other, double power) {
        var mean = (share + other) / 2;
        var root =
                Confidence.Z * Math.sqrt(2 * mean * (1 - mean))
                        + Confidence.NORMAL.inverseCumulativeProbability(power)
                                * Math.sqrt(share * (1 - share) + other * (1 - other));
        return Math.pow(root / (share - other), 2);
    }

    /// @param perArm people in each arm
    public static double power(double perArm, double share, double other) {
        var sum = share + other;
        var spread = Math.sqrt(share * (1 - share) + other * (1 - other));
        return Confidence.NORMAL.cumulativeProbability(
                (Math.sqrt(perArm) * Math.abs(share - other)
                                - Confidence.Z * Math.sqrt(sum * (1 - sum / 2)))
                        / spread);
    }

    /// @param difference of the means, not 0
    /// @param deviation standard deviation in both arms, above 0
    /// @param power 0.5 to 1, exclusive
    /// @return not rounded
    public static double meansPerArm(double difference, double deviation, double power) {
        var low = 2.0;
        var high = 4.0;
        while (powerOfMeans(high, difference, deviation) < power) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-9 * high) {
            var middle = (low + high) / 2;
            if (powerOfMeans(middle, difference, deviation) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// The upper tail of the noncentral t distribution beyond the critical value: a normal deviate
    /// over a chi deviate, summed over the latter.
    ///
    /// @param perArm people in each arm, at least 2
    public static double powerOfMeans(double perArm, double difference, double deviation) {
        var freedom = 2 * (perArm - 1);
        var critical = TDistribution.of(freedom).inverseSurvivalProbability(Confidence.ALPHA / 2);
        var shift = Math.sqrt(perArm / 2) * Math.abs(difference) / deviation;
        var chi = ChiSquaredDistribution.of(freedom);
        var from = chi.inverseCumulativeProbability(1e-13);
        var to = chi.inverseSurvivalProbability(1e-13);
        var step = (to - from) / (2 * HALF_STEPS);
        var sum = 0.0;
        for (var i = 0; i <= 2 * HALF_STEPS; i++) {
            var squares = from + i * step;
            // Simpson's rule
            var weight = i == 0 || i == 2 * HALF_STEPS ? 1 : i % 2 == 1 ? 4 : 2;
            sum +=
                    weight
                            * chi.density(squares)
                            * Confidence.NORMAL.cumulativeProbability(
                                    shift - critical * Math.sqrt(squares / freedom));
        }
        return sum * step / 3;
    }
}
