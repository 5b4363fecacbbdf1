package org.parley.analytics.experiment;

import java.util.Optional;

/// What one arm did beyond another: a share or a mean per assigned person.
public sealed interface Contrast permits ProportionContrast, MeanContrast {

    /// Treated minus control, in the unit of the figure.
    double difference();

    Interval differenceInterval();

    /// Treated over control minus 1; empty where the control has nothing to be a multiple of.
    Optional<Double> lift();

    Optional<Interval> liftInterval();

    /// Variance of the difference.
    double squaredError();

    /// In both arms.
    long people();

    /// Two-sided, of no difference.
    double pValue();
}
