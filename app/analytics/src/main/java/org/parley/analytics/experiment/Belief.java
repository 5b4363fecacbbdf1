package org.parley.analytics.experiment;

import org.apache.commons.numbers.gamma.LogBeta;

/// What is believed of a share after so many successes and failures: a beta distribution.
///
/// @param alpha successes and 1: a whole number of at least 1
/// @param beta failures and 1, at least 1
public record Belief(double alpha, double beta) {

    public Belief {
        if (!(alpha >= 1 && beta >= 1) || alpha != Math.rint(alpha)) {
            throw new IllegalArgumentException("Beta(" + alpha + ", " + beta + ")");
        }
    }

    /// From nothing known before.
    public static Belief after(Proportion seen) {
        return new Belief(1.0 + seen.successes(), 1.0 + seen.trials() - seen.successes());
    }

    /// The chance that this share is above the other, exactly (Evan Miller, "Formulas for Bayesian
    /// A/B testing"). Takes as many steps as this has successes.
    public double chanceToBeat(Belief other) {
        var sum = 0.0;
        for (var i = 0.0; i < alpha; i++) {
            sum +=
                    Math.exp(
                            LogBeta.value(other.alpha + i, other.beta + beta)
                                    - Math.log(beta + i)
                                    - LogBeta.value(1 + i, beta)
                                    - LogBeta.value(other.alpha, other.beta));
        }
        return Math.min(1, sum);
    }
}
