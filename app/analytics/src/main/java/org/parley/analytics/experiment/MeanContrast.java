package org.parley.analytics.experiment;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/// Two independent means, the treated against the control, of unequal variance: Welch's t.
public record MeanContrast(Sample treated, Sample control) implements Contrast {

    private static final Interval EVERYTHING =
            new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// Size, mean and unbiased variance of a sample.
    ///
    /// @param size at least 1
    public record Sample(long size, double mean, double variance) {

        public Sample {
            if (size < 1 || variance < 0) {
                throw new IllegalArgumentException(
                        "A sample of " + size + " with variance " + variance);
            }
        }

        double squaredError() {
            return variance / size;
        }
    }

    @Override
    public double squaredError() {
        return treated.squaredError() + control.squaredError();
    }

    @Override
    public long people() {
        return treated.size() + control.size();
    }

    /// Of Welch and Satterthwaite. Undefined (NaN) where nothing varies.
    double degreesOfFreedom() {
        var t = treated.squaredError();
        var c = control.squaredError();
        return (t + c)
                * (t + c)
                / (t * t / Math.max(1, treated.size() - 1)
                        + c * c / Math.max(1, control.size() - 1));
    }

    private boolean undecidable() {
        return treated.size() < 2 || control.size() < 2;
    }

    @Override
    public double difference() {
        return treated.mean() - control.mean();
    }

    @Override
    public Interval differenceInterval() {
        if (undecidable()) {
            return EVERYTHING;
        }
        if (squaredError() == 0) {
            return new Interval(difference(), difference());
        }
        var half =
                TDistribution.of(degreesOfFreedom())
                                .inverseSurvivalProbability(Confidence.ALPHA / 2)
                        * Math.sqrt(squaredError());
        return new Interval(difference() - half, difference() + half);
    }

    @Override
    public Optional<Double> lift() {
        return control.mean() > 0
                ? Optional.of(treated.mean() / control.mean() - 1)
                : Optional.empty();
    }

    /// By the delta method: `var = vT/(nT mC²) + vC mT²/(nC mC⁴)`.
    @Override
    public Optional<Interval> liftInterval() {
        var m = control.mean();
        if (m <= 0 || undecidable()) {
            return Optional.empty();
        }
        var ratio = treated.mean() / m;
        var variance = (treated.squaredError() + control.squaredError() * ratio * ratio) / (m * m);
        var half = Confidence.Z * Math.sqrt(variance);
        return Optional.of(new Interval(ratio - 1 - half, ratio - 1 + half));
    }

    @Override
    public double pValue() {
        if (undecidable()) {
            return 1;
        }
        if (squaredError() == 0) {
            return difference() == 0 ? 1 : 0;
        }
        var t = Math.abs(difference()) / Math.sqrt(squaredError());
        return Math.min(1, 2 * TDistribution.of(degreesOfFreedom()).survivalProbability(t));
    }
}
