package org.parley.analytics.finance;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// A month of the books, midnight to midnight in the business zone.
///
/// @param opens inclusive
/// @param closes exclusive
public record AccountingMonth(YearMonth month, Instant opens, Instant closes) {

    private static final YearMonth EARLIEST = YearMonth.of(1970, 2);
    private static final YearMonth LATEST = YearMonth.of(2299, 11);

    /// @param field that the month came in
    /// @throws ProblemException VALIDATION for a month of which the stores can have no facts
    static void known(String field, YearMonth month) {
        if (month.isBefore(EARLIEST) || month.isAfter(LATEST)) {
            throw ProblemException.invalid(
                    field, "A month from %s to %s".formatted(EARLIEST, LATEST));
        }
    }

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
