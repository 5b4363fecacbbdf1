package org.parley.analytics.experiment;

import java.util.Optional;

/// Two independent shares, the treated against the control.
public record ProportionContrast(Proportion treated, Proportion control) implements Contrast {

    @Override
    public double difference() {
        return treated.value() - control.value();
    }

    @Override
    public double squaredError() {
        return treated.variance() / treated.trials() + control.variance() / control.trials();
    }

    @Override
    public long people() {
        return treated.trials() + control.trials();
    }

    /// Method 10 of Newcombe, Statistics in Medicine 17:873, 1998: Wilson's limits of each share,
    /// squared and added.
    @Override
    public Interval differenceInterval() {
        var t = treated.wilson();
        var c = control.wilson();
        var p = treated.value();
        var q = control.value();
        return new Interval(
                p - q - Math.hypot(p - t.low(), c.high() - q),
                p - q + Math.hypot(t.high() - p, q - c.low()));
    }

    @Override
    public Optional<Double> lift() {
        return control.successes() == 0
                ? Optional.empty()
                : Optional.of(treated.value() / control.value() - 1);
    }

    /// Of the ratio of the shares minus 1, on the logarithmic scale (Katz); needs a success on both
    /// sides.
    @Override
    public Optional<Interval> liftInterval() {
        if (treated.successes() == 0 || control.successes() == 0) {
            return Optional.empty();
        }
        var log = Math.log(treated.value() / control.value());
        var se =
                Math.sqrt(
                        (1 - treated.value()) / treated.successes()
                                + (1 - control.value()) / control.successes());
        return Optional.of(
                new Interval(
                        Math.expm1(log - Confidence.Z * se), Math.expm1(log + Confidence.Z * se)));
    }

    /// Of the z test with the pooled variance.
    public double z() {
        var pooled =
                new Proportion(
                        treated.successes() + control.successes(),
                        treated.trials() + control.trials());
        var se = Math.sqrt(pooled.variance() * (1.0 / treated.trials() + 1.0 / control.trials()));
        return se == 0 ? 0 : difference() / se;
    }

    @Override
    public double pValue() {
        return Math.min(1, 2 * Confidence.NORMAL.survivalProbability(Math.abs(z())));
    }
}
