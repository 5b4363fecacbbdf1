package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.report.RunSummary;
import org.parley.core.kernel.Channel;

/// A run and the plan that it executes.
///
/// @param margin share of net revenue; null: unknown
public record PlannedRun(
        RunSummary summary,
        int attributionDays,
        @Nullable BigDecimal margin,
        List<PlannedArm> arms) {

    /// @param channel the first of `channels`; null: the holdout
    /// @param weight share of 10,000
    /// @param channels in the order in which they are tried; none: the holdout
    public record PlannedArm(
            int arm, String name, @Nullable Channel channel, int weight, List<Channel> channels) {

        public PlannedArm {
            channels = List.copyOf(channels);
        }

        public boolean email() {
            return ArmFacts.EMAIL.equals(channel);
        }
    }

    public PlannedRun {
        arms = List.copyOf(arms);
    }

    public Instant windowCloses() {
        return summary.startedAt().plus(Duration.ofDays(attributionDays));
    }
}
