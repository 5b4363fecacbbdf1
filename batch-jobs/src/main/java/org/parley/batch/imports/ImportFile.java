package org.parley.batch.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An import and how far it is.
///
/// @param sizeBytes as uploaded
/// @param rowsRead so far; the header is none
/// @param rowsApplied landed so far; when finished, rows read = applied + rejected
/// @param rowsRejected whole rows; the reject file also has a line for each column without which a
///   row landed
/// @param ratePerSecond rows read per second of running
/// @param problem why it failed, for a person
/// @param hasRejects whether there is a reject file
public record ImportFile(
        long id,
        ImportKind kind,
        String fileName,
        ImportState state,
        long sizeBytes,
        long rowsRead,
        long rowsApplied,
        long rowsRejected,
        long ratePerSecond,
        @Nullable String problem,
        ImportOptions options,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean hasRejects) {}
