package org.parley.analytics.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each arm of a run did to those whom it reached (complier average causal effect, CACE):
/// `effect by assignment / (share delivered in the arm − share delivered in the holdout)`. Beside
/// the comparisons by assignment, not instead of them.
///
/// @param source live, sandbox (simulated providers) or imported, as files say it
/// @param shown false where the audience did not split as planned: then nothing is said
/// @param note how to read it
public record RunReached(
        int run, String source, boolean shown, List<ReachedEffect> effects, String note) {

    public RunReached {
        effects = List.copyOf(effects);
    }

    /// One comparison of the run, told of those who were reached. The effect is null where the
    /// verdict says why there is none.
    ///
    /// @param kpi id of the figure: conversionReached or revenueReached
    /// @param of id of the figure by assignment that it is made from
    /// @param currency of a figure about money; null for others
    /// @param delivered share of the arm to whom a message was delivered
    /// @param againstDelivered that of the control
    /// @param assigned the effect by assignment: share, or minor units per person
    /// @param effect in the same unit, per person reached; with its interval at 95 % (delta method)
    /// @param verdict the result in words
    public record ReachedEffect(
            String kpi,
            String of,
            int arm,
            String armName,
            @Nullable String channel,
            int against,
            String againstName,
            @Nullable String againstChannel,
            @Nullable String currency,
            double delivered,
            double againstDelivered,
            double assigned,
            @Nullable Double effect,
            @Nullable Double low,
            @Nullable Double high,
            String verdict) {}
}
