package org.parley.analytics.finance;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A month of the books, midnight to midnight in the business zone.
///
/// @param opens inclusive
/// @param closes exclusive
public record AccountingMonth(YearMonth month, Instant opens, Instant closes) {

    static AccountingMonth of(YearMonth month, ZoneId zone) {
        return new AccountingMonth(
                month,
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    boolean overAt(Instant now) {
        return !now.isBefore(closes);
    }

    /// The facts of this month.
    RoiParameters facts(@Nullable String reportingCurrency) {
        return RoiParameters.between(opens, closes, reportingCurrency);
    }
}
