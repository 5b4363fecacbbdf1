package org.parley.analytics.experiment;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;

/// The percentile bootstrap by person of a difference of means (Efron and Tibshirani, An
/// Introduction to the Bootstrap, chapter 13), for money, of which a few spend much: it asks
/// nothing of the shape. The same seed gives the same interval.
public final class Bootstrap {

    /// Fewer leave the ends of the interval to chance.
    private static final int RESAMPLES = 2_000;

    private Bootstrap() {}

    /// The people of an arm.
    ///
    /// @param people all of them, at least 1
    /// @param spent what those spent who spent something; the others are zeros
    public record Spending(long people, double[] spent) {

        public Spending {
            if (people < 1 || spent.length > people || people > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(spent.length + " of " + people + " spent");
            }
            spent = spent.clone();
        }

        /// Means of resamples. How many of a resample spent is binomial; who of those, is drawn.
        private double[] means(UniformRandomProvider random) {
            DiscreteDistribution.Sampler spenders =
                    BinomialDistribution.of((int) people, (double) spent.length / people)
                            .createSampler(random);
            var means = new double[RESAMPLES];
            for (var i = 0; i < RESAMPLES; i++) {
                var sum = 0.0;
                for (var drawn = spent.length == 0 ? 0 : spenders.sample(); drawn > 0; drawn--) {
                    sum += spent[random.nextInt(spent.length)];
                }
                means[i] = sum / people;
            }
            return means;
        }
    }

    /// At 95 %, treated minus control.
    public static Interval difference(Spending treated, Spending control, long seed) {
        var random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        var differences = treated.means(random);
        var others = control.means(random);
        for (var i = 0; i < RESAMPLES; i++) {
            differences[i] -= others[i];
        }
        Arrays.sort(differences);
        return new Interval(
                quantile(differences, Confidence.ALPHA / 2),
                quantile(differences, 1 - Confidence.ALPHA / 2));
    }

    /// By linear interpolation, R's type 7.
    private static double quantile(double[] sorted, double share) {
        var at = share * (sorted.length - 1);
        var below = (int) at;
        var above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
