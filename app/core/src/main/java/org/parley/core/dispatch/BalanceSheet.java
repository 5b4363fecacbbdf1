package org.parley.core.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every targeted contact, once: `targeted = sent + failed + skipped + deferred + unknown +
/// pending`. Claimed rows are still pending to a reader.
///
/// @param targeted what the snapshot froze, kept apart from the rows so that a lost row shows
public record BalanceSheet(
        long targeted,
        long sent,
        long failed,
        long skipped,
        long deferred,
        long unknown,
        long pending,
        List<ReasonCount> reasons,
        List<ArmLine> arms) {

    public BalanceSheet {
        reasons = List.copyOf(reasons);
        arms = List.copyOf(arms);
    }

    public boolean closes() {
        return targeted == sent + failed + skipped + deferred + unknown + pending;
    }

    /// How many of a state have a reason.
    public record ReasonCount(RecipientState state, String reason, long count) {}

    /// One arm's part of the sheet. `delivered` and `read` are receipts among the sent.
    public record ArmLine(
            int arm,
            String name,
            @Nullable String channel,
            boolean holdout,
            long assigned,
            long sent,
            long failed,
            long skipped,
            long deferred,
            long unknown,
            long pending,
            long delivered,
            long read,
            List<ReasonCount> reasons) {

        public ArmLine {
            reasons = List.copyOf(reasons);
        }
    }
}
