package org.parley.core.tracking;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// For how long all raw events are kept: by whole months in UTC, as their table is cut.
public final class EventMonths {

    /// So that a month can be compared with the same month of two years.
    private static final int MONTHS = 25;

    private EventMonths() {}

    /// The month from which on all events are kept; of those before, some may be gone, or go.
    public static YearMonth firstKept(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(MONTHS);
    }

    /// As ClickHouse's `toYYYYMM` has it.
    public static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }
}
