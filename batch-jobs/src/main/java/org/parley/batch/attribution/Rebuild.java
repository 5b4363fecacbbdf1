package org.parley.batch.attribution;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A range of orders that was credited anew on purpose.
///
/// @param workedAt last sign of life
/// @param people looked at so far
/// @param documents sales and refunds whose booked credit became another so far
public record Rebuild(
        long id,
        OrderRange range,
        State state,
        String askedBy,
        Instant askedAt,
        Instant workedAt,
        @Nullable Instant finishedAt,
        long people,
        long documents) {

    /// How far it is.
    public enum State {
        RUNNING,
        FINISHED,
        FAILED;

        /// As it stands in the database and in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
