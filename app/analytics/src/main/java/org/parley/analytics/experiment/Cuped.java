package org.parley.analytics.experiment;

import org.parley.analytics.experiment.MeanContrast.Sample;

/// Takes out of a figure what the same people did before anything was sent, so that less chance is
/// left in it (controlled experiments using pre-experiment data; Deng, Xu, Kohavi and Walker, WSDM
/// 2013): `Y' = Y - θ (X - X̄)`, θ = cov(Y, X) / var(X) over both arms. The means move by no more
/// than the draw was uneven; the variance shrinks by the squared correlation.
///
/// People without a past have the mean past: leave them out of the sums of products and give their
/// X as the mean, or as 0 where having bought nothing is their past.
public record Cuped(Paired treated, Paired control) {

    /// Sums over the people of one arm: y the figure, x their past.
    ///
    /// @param people at least 1
    public record Paired(
            long people, double sumY, double sumYy, double sumX, double sumXx, double sumXy) {

        public Paired {
            if (people < 1) {
                throw new IllegalArgumentException("An arm of nobody has no mean");
            }
        }

        double meanY() {
            return sumY / people;
        }

        double meanX() {
            return sumX / people;
        }

        /// Centred sums of squares and products.
        double squaresY() {
            return Math.max(0, sumYy - sumY * sumY / people);
        }

        double squaresX() {
            return Math.max(0, sumXx - sumX * sumX / people);
        }

        double products() {
            return sumXy - sumX * sumY / people;
        }
    }

    /// Of the regression of the figure on the past within the arms; 0 where nobody's past differs.
    public double theta() {
        var squares = treated.squaresX() + control.squaresX();
        return squares == 0 ? 0 : (treated.products() + control.products()) / squares;
    }

    /// The share of the variance that the past explains, 0 to 1.
    public double explained() {
        var y = treated.squaresY() + control.squaresY();
        var x = treated.squaresX() + control.squaresX();
        var xy = treated.products() + control.products();
        return x == 0 || y == 0 ? 0 : Math.min(1, xy * xy / (x * y));
    }

    /// The arms as if both had had the same past.
    public MeanContrast adjusted() {
        var grand =
                (treated.sumX() + control.sumX()) / ((double) treated.people() + control.people());
        return new MeanContrast(adjusted(treated, grand), adjusted(control, grand));
    }

    private Sample adjusted(Paired arm, double grand) {
        var theta = theta();
        var squares = arm.squaresY() - 2 * theta * arm.products() + theta * theta * arm.squaresX();
        return new Sample(
                arm.people(),
                arm.meanY() - theta * (arm.meanX() - grand),
                Math.max(0, squares) / Math.max(1, arm.people() - 1));
    }
}
