package org.parley.analytics.experiment;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// How many people a comparison of two arms takes before it is sent, two-sided at 5 %: what R's
/// `power.prop.test` (shares) and `power.t.test` (means) answer. Arms of unequal size say as much
/// as two of their harmonic mean.
///
/// @param perArm people in each of two equal arms to see the difference; null: no difference asked
/// @param audience people to draw the arms from, at the weights given; null: no difference asked
/// @param power chance that the given audience shows the difference; null: one of them not given
/// @param detectable smallest difference upwards that the given audience shows with the power asked
///   for; null: no audience given, or none within reach
public record ExperimentPlan(
        @Nullable Long perArm,
        @Nullable Long audience,
        @Nullable Double power,
        @Nullable Double detectable) {

    private static final double USEFUL_POWER = 0.99;

    /// What is planned for.
    ///
    /// @param baseline of the control: a share of 0 to 1, or a mean per person
    /// @param deviation standard deviation of the mean; null: the baseline is a share
    /// @param difference that shall be seen, in the unit of the baseline; null: not given
    /// @param people that there are; null: not given
    /// @param treatedWeight parts of the audience that get the treatment, above 0
    /// @param controlWeight parts that get the other thing, or nothing
    /// @param otherWeight parts that take no part in this comparison
    /// @param power chance to see a difference that is there, 0.5 to 0.99
    public record Question(
            double baseline,
            @Nullable Double deviation,
            @Nullable Double difference,
            @Nullable Long people,
            int treatedWeight,
            int controlWeight,
            int otherWeight,
            double power) {

        public Question {
            require(power >= 0.5 && power <= USEFUL_POWER, "power", "From 0.5 to 0.99");
            require(
                    positive(treatedWeight) && positive(controlWeight),
                    "treatedWeight",
                    "Weights are from 1 to 1,000,000");
            require(
                    otherWeight == 0 || positive(otherWeight),
                    "otherWeight",
                    "From 0 to 1,000,000");
            require(
                    people == null || (people >= 4 && people <= 10_000_000_000L),
                    "people",
                    "From 4 to 10,000,000,000");
            require(difference != null || people != null, "difference", "Give it, or people");
            require(
                    difference == null || (difference != 0 && Double.isFinite(difference)),
                    "difference",
                    "Not 0");
            if (deviation == null) {
                require(baseline > 0 && baseline < 1, "baseline", "A share between 0 and 1");
                require(
                        difference == null
                                || (baseline + difference > 0 && baseline + difference < 1),
                        "difference",
                        "Baseline and difference together stay between 0 and 1");
            } else {
                require(
                        deviation > 0 && Double.isFinite(deviation) && Double.isFinite(baseline),
                        "deviation",
                        "Above 0");
                require(
                        difference == null || Math.abs(difference) >= deviation / 100_000,
                        "difference",
                        "Less than a hundred-thousandth of the deviation is never seen");
            }
        }

        private static boolean positive(int weight) {
            return weight >= 1 && weight <= 1_000_000;
        }

        private static void require(boolean right, String field, String detail) {
            if (!right) {
                throw ProblemException.invalid(field, detail);
            }
        }

        private double perArm(double by) {
            return deviation == null
                    ? SampleSize.perArm(baseline, baseline + by, power)
                    : SampleSize.meansPerArm(by, deviation, power);
        }

        private double power(double perArm, double by) {
            return deviation == null
                    ? SampleSize.power(perArm, baseline, baseline + by)
                    : SampleSize.powerOfMeans(perArm, by, deviation);
        }

        /// Equal arms that say as much, of an audience of one.
        private double equalShare() {
            double all = (double) treatedWeight + controlWeight + otherWeight;
            return 2 / (all / treatedWeight + all / controlWeight);
        }

        /// Larger than this cannot be.
        private double mostDifference() {
            return deviation == null ? 1 - baseline - 1e-9 : 100 * deviation;
        }
    }

    public static ExperimentPlan of(Question question) {
        var difference = question.difference();
        var people = question.people();
        Long perArm = null;
        Long audience = null;
        Double power = null;
        Double detectable = null;
        if (difference != null) {
            var exact = question.perArm(difference);
            perArm = (long) Math.ceil(exact);
            audience = (long) Math.ceil(exact / question.equalShare());
        }
        if (people != null) {
            var equal = people * question.equalShare();
            if (difference != null && equal >= 2) {
                power = question.power(equal, difference);
            }
            detectable = smallest(by -> question.perArm(by) - equal, question.mostDifference());
        }
        return new ExperimentPlan(perArm, audience, power, detectable);
    }

    /// Where the people needed, which fall as the difference grows, come down to those that there
    /// are.
    private static @Nullable Double smallest(DoubleUnaryOperator lacking, double most) {
        var high = most;
        var low = most * 1e-6;
        if (lacking.applyAsDouble(high) > 0 || lacking.applyAsDouble(low) <= 0) {
            return lacking.applyAsDouble(high) > 0 ? null : low;
        }
        while (high - low > 1e-7 * high) {
            var middle = (low + high) / 2;
            if (lacking.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
