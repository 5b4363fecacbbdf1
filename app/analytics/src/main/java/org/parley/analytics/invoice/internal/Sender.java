package org.parley.analytics.invoice.internal;

import java.time.YearMonth;

/// Whose messages they are: an arm's, to a country, in a month of the business zone.
///
/// @param account as the plan names it; empty: the channel's first. The arm and channel decide it
/// @param country empty: unknown
public record Sender(
        int run, int arm, String account, String channel, String country, YearMonth month) {}
