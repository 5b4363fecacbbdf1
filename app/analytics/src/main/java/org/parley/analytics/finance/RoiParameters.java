package org.parley.analytics.finance;

import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.ProblemException;

/// What an ROI export covers: any span, or an accounting month. A fact belongs to the period of its
/// own date: a cost to the moment it was billed, a sale or refund to that at which it was placed.
///
/// @param run null: all runs
/// @param from inclusive; null: from the beginning
/// @param until exclusive; null: without end
/// @param period a month of the books, corrections of earlier months included; then without run and
///   bounds
/// @param reportingCurrency ISO 4217: every line is converted to it too; null: not converted, or of
///   a month as the books are
/// @param profile null stands for the machine profile
public record RoiParameters(
        @Nullable Integer run,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable YearMonth period,
        @Nullable String reportingCurrency,
        RoiProfile profile) {

    public RoiParameters {
        // ClickHouse keeps milliseconds: a finer bound would cut the two stores differently.
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        profile = profile == null ? RoiProfile.MACHINE : profile;
        known("from", from);
        known("until", until);
        if (from != null && until != null && !from.isBefore(until)) {
            throw ProblemException.invalid("until", "The period ends before it begins");
        }
        if (run != null && run < 1) {
            throw ProblemException.invalid("run", "Runs are numbered from 1");
        }
        if (period != null) {
            AccountingMonth.known("period", period);
        }
        if (period != null && (run != null || from != null || until != null)) {
            throw ProblemException.invalid(
                    "period", "A month of the books is whole: without run, from and until");
        }
        if (reportingCurrency != null) {
            try {
                MinorUnit.exponent(reportingCurrency);
            } catch (IllegalArgumentException _) {
                throw ProblemException.invalid("reportingCurrency", "Not an ISO 4217 currency");
            }
        }
    }

    private static void known(String field, @Nullable Instant at) {
        if (at != null && !ClickHouseTime.holds(at)) {
            throw ProblemException.invalid(
                    field,
                    "A time from %s to %s"
                            .formatted(ClickHouseTime.EARLIEST, ClickHouseTime.LATEST));
        }
    }

    public static RoiParameters between(
            @Nullable Instant from, @Nullable Instant until, @Nullable String reportingCurrency) {
        return new RoiParameters(null, from, until, null, reportingCurrency, RoiProfile.MACHINE);
    }
}
