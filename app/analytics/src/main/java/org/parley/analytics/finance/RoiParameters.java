package org.parley.analytics.finance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// What an ROI export covers. A fact belongs to the period of its own date: a cost to the day it
/// was billed, a sale or refund to the day it was placed (UTC).
///
/// @param run null: all runs
/// @param from inclusive; null: from the beginning
/// @param until exclusive; null: without end
/// @param reportingCurrency ISO 4217: every line is converted to it too; null: not converted
public record RoiParameters(
        @Nullable Integer run,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String reportingCurrency) {

    public RoiParameters {
        // ClickHouse keeps milliseconds: a finer bound would cut the two stores differently.
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        if (from != null && until != null && !from.isBefore(until)) {
            throw ProblemException.invalid("until", "The period ends before it begins");
        }
        if (run != null && run < 1) {
            throw ProblemException.invalid("run", "Runs are numbered from 1");
        }
        if (reportingCurrency != null) {
            try {
                MinorUnit.exponent(reportingCurrency);
            } catch (IllegalArgumentException _) {
                throw ProblemException.invalid("reportingCurrency", "Not an ISO 4217 currency");
            }
        }
    }
}
