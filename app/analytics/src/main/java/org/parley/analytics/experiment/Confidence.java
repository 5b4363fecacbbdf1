package org.parley.analytics.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The level at which everything is said, and what follows from it.
final class Confidence {

    static final double ALPHA = 0.05;
    static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Two-sided critical value of the normal distribution, 1.959964.
    static final double Z = NORMAL.inverseSurvivalProbability(ALPHA / 2);

    private Confidence() {}
}
