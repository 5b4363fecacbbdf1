package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.TrueUp;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.report.RunSummary;
import org.parley.core.kernel.Channel;

/// A run, the plan that it executes, and what invoices made of its cost.
///
/// @param margin share of net revenue; null: unknown
/// @param trueUps of invoices that were accepted, and their reversals
public record PlannedRun(
        RunSummary summary,
        int attributionDays,
        @Nullable BigDecimal margin,
        List<PlannedArm> arms,
        List<TrueUp> trueUps) {

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
        trueUps = List.copyOf(trueUps);
    }

    public Instant windowCloses() {
        return summary.startedAt().plus(Duration.ofDays(attributionDays));
    }

    /// Of the orders that count.
    public OrderWindow window() {
        return new OrderWindow(summary.startedAt(), windowCloses());
    }
}
