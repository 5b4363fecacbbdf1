package org.parley.analytics.experiment;

/// The mixture sequential probability ratio test of a difference of two means of equal size, the
/// other way of looking at any time (Johari, Koomen, Pekelis and Walsh, Operations Research 70,
/// 2022).
///
/// @param spread τ², variance of the effects that are expected; above 0
public record MixtureTest(double spread) {

    public MixtureTest {
        if (!(spread > 0)) {
            throw new IllegalArgumentException("The spread of effects is above 0");
        }
    }

    /// How much likelier the data are under some effect than under none.
    ///
    /// @param perArm people in each arm
    /// @param variance of one person's figure, the mean of both arms'
    public double likelihoodRatio(double perArm, double variance, double difference) {
        var twice = 2 * variance;
        var all = twice + perArm * spread;
        return Math.sqrt(twice / all)
                * Math.exp(perArm * perArm * spread * difference * difference / (2 * twice * all));
    }

    /// Valid at every look; keep the smallest seen so far.
    public double pValue(double perArm, double variance, double difference) {
        return Math.min(1, 1 / likelihoodRatio(perArm, variance, difference));
    }
}
