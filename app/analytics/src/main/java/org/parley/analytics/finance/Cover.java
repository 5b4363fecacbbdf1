package org.parley.analytics.finance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What each line of a file says of the file.
///
/// @param from inclusive; null: from the beginning
/// @param until exclusive; null: without end
/// @param status of the accounting month; null: the file is not of a month
/// @param snapshot month and number; null: nothing that is closed
/// @param schemaVersion of the columns
record Cover(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable PeriodStatus status,
        @Nullable String snapshot,
        String schemaVersion) {

    static Cover of(RoiParameters parameters) {
        return new Cover(parameters.from(), parameters.until(), null, null, RoiRow.SCHEMA_VERSION);
    }

    static Cover of(PeriodSnapshot snapshot) {
        return new Cover(
                snapshot.opens(),
                snapshot.closes(),
                snapshot.status(),
                snapshot.name(),
                snapshot.schemaVersion());
    }

    /// Of the snapshot that a restatement of this one makes.
    static Cover next(PeriodSnapshot snapshot) {
        return new Cover(
                snapshot.opens(),
                snapshot.closes(),
                PeriodStatus.RESTATED,
                PeriodSnapshot.name(snapshot.month(), snapshot.number() + 1),
                RoiRow.SCHEMA_VERSION);
    }

    static Cover open(AccountingMonth month) {
        return new Cover(
                month.opens(), month.closes(), PeriodStatus.OPEN, null, RoiRow.SCHEMA_VERSION);
    }
}
