package org.parley.analytics.invoice.internal;

import java.time.LocalDate;
import java.time.YearMonth;

/// Whose messages they are: an arm's, to a country, on a day of the business zone.
///
/// @param account as the plan names it; empty: the channel's first. The arm and channel decide it
/// @param country empty: unknown
/// @param day of their bills
public record Sender(
        int run, int arm, String account, String channel, String country, LocalDate day) {

    public YearMonth month() {
        return YearMonth.from(day);
    }
}
