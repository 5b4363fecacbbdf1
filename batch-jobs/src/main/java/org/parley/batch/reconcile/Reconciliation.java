package org.parley.batch.reconcile;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One proof that the ledger, the raw events and the rollups agree, or the list of where not.
///
/// @param finishedAt null: it is under way
/// @param startedBy a member's e-mail, a program's key, or `system` for the nightly one
/// @param runs how many the check compared; null: not known yet; 0 of a rebuild, which takes events
///   as they are
/// @param moving how many were left out because events of theirs were on the way
/// @param cells how many figures were compared
/// @param apart how many differed
/// @param repaired how many of these agree now
/// @param problem why it has no result, or what went wrong after the result was there
public record Reconciliation(
        long id,
        Kind kind,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String startedBy,
        @Nullable Integer runs,
        @Nullable Integer moving,
        @Nullable Long cells,
        @Nullable Long apart,
        @Nullable Long repaired,
        @Nullable String problem) {

    /// Whether everything agrees now; null while it is not known.
    public @Nullable Boolean agrees() {
        return (apart == null || repaired == null) ? null : (Boolean) apart.equals(repaired);
    }

    /// What was done.
    public enum Kind {
        /// Compared, and added to rollups what they lacked.
        CHECK,
        /// Every rollup built anew from the raw events.
        REBUILD;

        /// As it is stored and sent.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// @param subject what was wrong: `ledger` where it and the raw events differ, `message_event`
    ///   where events are there more than once, or a rollup's table
    /// @param cell kind of event with its day or hour, dimension and value, or price
    /// @param expected people, events, or millionths of a currency
    /// @param found the same on the other side
    /// @param apart on one side only
    /// @param repaired whether both sides agree now
    public record Discrepancy(
            String subject,
            int run,
            String cell,
            long expected,
            long found,
            long apart,
            boolean repaired) {}
}
