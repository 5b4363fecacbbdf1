package org.parley.analytics.experiment;

import org.parley.analytics.experiment.MeanContrast.Sample;

/// The effect on those whom a message reached (complier average causal effect, CACE): the effect of
/// being assigned to an arm over what being assigned did to the share reached (Bloom, Evaluation
/// Review 8, 1984; Imbens and Angrist, Econometrica 62, 1994; Angrist, Imbens and Rubin, JASA 91,
/// 1996). True of those who are reached because they were assigned, provided that assignment does
/// nothing but by reaching, and keeps nobody from being reached.
///
/// For an arm against people to whom nothing was sent.
public record WaldRatio(Arm treated, Arm control) {

    // Below this F of the difference of the shares an interval of 1.96 standard errors holds the
    // truth less than 19 times in 20 (Lee, McCrary, Moreira and Porter, American Economic Review
    // 112:3260, 2022). The older rule asks for 10 (Staiger and Stock, Econometrica 65, 1997).
    private static final double STRONG = 104.7;

    /// @param figure of all people of the arm, reached or not; of a share, zeros and ones
    /// @param reached of those people
    /// @param sumOfReached the figure added up over those who were reached
    public record Arm(Sample figure, long reached, double sumOfReached) {

        public Arm {
            if (reached < 0 || reached > figure.size()) {
                throw new IllegalArgumentException(reached + " of " + figure.size() + " reached");
            }
        }

        double share() {
            return (double) reached / figure.size();
        }

        /// Of the share, unbiased.
        double squaredError() {
            return share() * (1 - share()) / Math.max(1, figure.size() - 1);
        }

        /// Of the means of the figure and of being reached, unbiased.
        double commonError() {
            return (sumOfReached / figure.size() - figure.mean() * share())
                    / Math.max(1, figure.size() - 1);
        }
    }

    /// Of being assigned, on everybody.
    public double assigned() {
        return treated.figure().mean() - control.figure().mean();
    }

    /// How much larger the share reached is among the treated.
    public double reached() {
        return treated.share() - control.share();
    }

    /// F of that difference: its square over its squared error. Infinite where everybody is reached
    /// and nobody of the control.
    double strength() {
        var error = treated.squaredError() + control.squaredError();
        return reached() == 0 ? 0 : reached() * reached() / error;
    }

    /// The shares reached are not clearly apart, so neither the effect nor its interval can be
    /// relied on.
    public boolean weak() {
        return strength() < STRONG;
    }

    /// In the unit of the figure, of a person that was reached. Infinite or undefined where the
    /// shares reached are equal.
    public double effect() {
        return assigned() / reached();
    }

    /// By the delta method (Imbens and Rubin, Causal Inference, 2015, chapter 23): with D for
    /// reached and τ for the effect, `(var Y − 2τ cov(Y, D) + τ² var D) / D²`, each of the
    /// difference of the arms. That people who were reached also bought is in the covariance.
    public Interval interval() {
        var effect = effect();
        var variance =
                treated.figure().squaredError()
                        + control.figure().squaredError()
                        - 2 * effect * (treated.commonError() + control.commonError())
                        + effect * effect * (treated.squaredError() + control.squaredError());
        var half = Confidence.Z * Math.sqrt(Math.max(0, variance)) / Math.abs(reached());
        return new Interval(effect - half, effect + half);
    }
}
