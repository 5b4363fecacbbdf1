package org.parley.batch.rejudge;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Clicks and opens of a time judged again.
///
/// @param rules version of the rule set
/// @param workedAt last sign of life
/// @param judged events looked at so far
/// @param verdicts of them, those with another verdict than the one that stands
/// @param digest of the verdicts, which an approval names; null: not judged to the end
/// @param problem why it failed, or what the next try of applying it has to get past
public record Rejudging(
        long id,
        EventRange range,
        int rules,
        State state,
        String reason,
        String askedBy,
        Instant askedAt,
        Instant workedAt,
        long judged,
        long verdicts,
        @Nullable String digest,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    /// How far it is.
    public enum State {
        JUDGING,
        /// It waits for somebody else to decide.
        JUDGED,
        APPLYING,
        APPLIED,
        REJECTED,
        FAILED;

        /// As it stands in the database and in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What it changes of a run, or would: distinct people, as reports count them.
    ///
    /// @param kind clicked or read
    public record Line(int run, String kind, long peopleBefore, long peopleAfter) {}
}
