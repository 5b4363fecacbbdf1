package org.parley.analytics.question;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long people of a run took from step to step.
///
/// @param definition what the figures mean, in words
public record FunnelTimes(int run, String definition, List<ArmTimes> arms) {

    static final String DEFINITION =
            "From the first event of one kind to the first of the other, of people who have both;"
                    + " machines are left out. A receipt that carries an earlier time than its cause"
                    + " counts as 0, since clocks of providers differ; an order before the first click"
                    + " or reply is left out. A delivery that is only concluded from what came later has no time. Quantiles are times that somebody took.";

    public FunnelTimes {
        arms = List.copyOf(arms);
    }

    /// @param channel the first that is tried; null: the holdout
    /// @param steps all, in the order of the funnel
    public record ArmTimes(int arm, String name, @Nullable String channel, List<StepTime> steps) {

        public ArmTimes {
            steps = List.copyOf(steps);
        }
    }

    /// @param step such as `deliveredToClicked`
    /// @param people whose time is known
    /// @param medianMillis null: nobody; rounded half up, as the 90th percentile is
    /// @param withinHour people who took an hour at most
    /// @param shareWithinHour null: nobody
    /// @param reversed people whose events carry times in the other order
    public record StepTime(
            String step,
            long people,
            @Nullable Long medianMillis,
            @Nullable Long p90Millis,
            long withinHour,
            @Nullable Double shareWithinHour,
            long reversed) {}
}
