package org.parley.analytics.experiment;

/// People per arm that a difference of two shares needs to be seen, and the chance to see it: the
/// formulas of R's `power.prop.test` (two-sided at 5 %, no continuity correction).
public final class SampleSize {

    /// The usual chance to see a difference that is there.
    public static final double USUAL_POWER = 0.8;

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
}
