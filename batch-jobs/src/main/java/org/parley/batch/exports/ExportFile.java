package org.parley.batch.exports;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RoiParameters;

/// An export that was asked for.
///
/// @param rows lines without the header; null until it is finished
/// @param sha256 of the CSV; null until it is finished
/// @param problem why it failed, in words
public record ExportFile(
        long id,
        String kind,
        RoiParameters parameters,
        State state,
        @Nullable Long rows,
        @Nullable String sha256,
        @Nullable String problem,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

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

    /// What one export consists of.
    public enum Part {
        FILE,
        MANIFEST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
