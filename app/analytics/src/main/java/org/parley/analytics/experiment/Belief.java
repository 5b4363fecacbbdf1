package org.parley.analytics.experiment;

import org.apache.commons.numbers.gamma.LogBeta;

/// What is believed of a share after so many successes and failures: a beta distribution.
///
/// @param alpha successes and 1: a whole number of at least 1
/// @param beta failures and 1, at least 1
public record Belief(double alpha, double beta) {

    /// Of the sum, what all terms beyond may bring together.
    private static final double NEGLIGIBLE = 1e-16;

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
    /// A/B testing"): a sum over every number of successes up to this one's.
    ///
    /// Each term follows from its neighbour, and from the largest they fall on both sides: some
    /// standard deviations of them are all that a double can tell.
    public double chanceToBeat(Belief other) {
        var largest = Math.clamp(peak(other), 0, alpha - 1);
        var term = term(largest, other);
        var sum = term;
        var up = term;
        for (var i = largest; i < alpha - 1 && up * alpha > sum * NEGLIGIBLE; i++) {
            up *= growth(i, other);
            sum += up;
        }
        var down = term;
        for (var i = largest; i > 0 && down * alpha > sum * NEGLIGIBLE; i--) {
            down /= growth(i - 1, other);
            sum += down;
        }
        return Math.min(1, sum);
    }

    private double term(double i, Belief other) {
        return Math.exp(
                LogBeta.value(other.alpha + i, other.beta + beta)
                        - Math.log(beta + i)
                        - LogBeta.value(1 + i, beta)
                        - LogBeta.value(other.alpha, other.beta));
    }

    /// The term after this one, in parts of it.
    private double growth(double i, Belief other) {
        return (other.alpha + i) / (other.alpha + i + other.beta + beta) * (beta + i) / (1 + i);
    }

    /// Where [#growth] falls below 1.
    private double peak(Belief other) {
        return Math.ceil((other.alpha * (beta - 1) - other.beta - beta) / (1 + other.beta));
    }
}
