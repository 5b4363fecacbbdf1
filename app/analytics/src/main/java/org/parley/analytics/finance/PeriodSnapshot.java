package org.parley.analytics.finance;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// The books of a month as they were closed or restated. Never changes.
///
/// @param number 1 for the close, above for restatements
/// @param opens inclusive; the month's bounds in the business zone at the close
/// @param closes exclusive
/// @param reportingCurrency null: lines are not converted
/// @param schemaVersion of the file's columns
/// @param rows of the file
/// @param sha256 of the file in the machine profile
/// @param reason of a restatement
/// @param requestedBy of a restatement
/// @param closedBy of a restatement: who approved it
public record PeriodSnapshot(
        YearMonth month,
        int number,
        Instant opens,
        Instant closes,
        @Nullable String reportingCurrency,
        String schemaVersion,
        long rows,
        String sha256,
        @Nullable String reason,
        @Nullable String requestedBy,
        String closedBy,
        Instant closedAt) {

    /// As it stands in files: month and number.
    public String name() {
        return name(month, number);
    }

    static String name(YearMonth month, int number) {
        return month + "/" + number;
    }

    public PeriodStatus status() {
        return number == 1 ? PeriodStatus.CLOSED : PeriodStatus.RESTATED;
    }

    PeriodSnapshot withSha256(String digest) {
        return new PeriodSnapshot(
                month,
                number,
                opens,
                closes,
                reportingCurrency,
                schemaVersion,
                rows,
                digest,
                reason,
                requestedBy,
                closedBy,
                closedAt);
    }

    AccountingMonth span() {
        return new AccountingMonth(month, opens, closes);
    }
}
