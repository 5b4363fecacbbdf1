package org.parley.analytics.question;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.ProblemException;

/// The time that a question over all runs is about.
///
/// @param from inclusive
/// @param until exclusive
record QuestionRange(Instant from, Instant until) {

    private static final int USUAL_MONTHS = 13;
    private static final int MOST_YEARS = 5;

    /// What is left out: until now, and thirteen months back from the end.
    ///
    /// @throws ProblemException if it ends before it begins, or is longer than five years
    static QuestionRange of(@Nullable Instant from, @Nullable Instant until, Clock clock) {
        var end = until == null ? clock.instant() : until;
        check(end, "until");
        var start =
                from == null
                        ? end.atOffset(ZoneOffset.UTC).minusMonths(USUAL_MONTHS).toInstant()
                        : from;
        check(start, "from");
        if (!start.isBefore(end)) {
            throw ProblemException.invalid("until", "The range ends before it begins");
        }
        if (start.atOffset(ZoneOffset.UTC).plusYears(MOST_YEARS).toInstant().isBefore(end)) {
            throw ProblemException.invalid(
                    "from", "A range is at most " + MOST_YEARS + " years long");
        }
        return new QuestionRange(start, end);
    }

    /// From the first of the month in which it begins.
    QuestionRange fromItsMonth(ZoneId zone) {
        return new QuestionRange(
                from.atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant(),
                until);
    }

    private static void check(Instant time, String name) {
        if (!ClickHouseTime.holds(time)) {
            throw ProblemException.invalid(name, "A time from 1970 to 2299 is expected");
        }
    }
}
