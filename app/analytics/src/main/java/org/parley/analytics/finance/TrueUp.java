package org.parley.analytics.finance;

import java.time.Instant;

/// What messages of an arm cost beyond what was accrued for them, by an invoice. All entries of the
/// invoice that are alike in all this are one.
///
/// @param messages whose accrual an invoice settled; negative of a reversal
/// @param minor difference of the cost, may be negative or nothing
/// @param firstAt of their bills: the month of the first one is that of the true-up
/// @param rateAt whose day's exchange rate it takes: the first bill of all entries of the invoice,
///   so that a reversal is converted as what it undoes
public record TrueUp(
        int run,
        int arm,
        String channel,
        String country,
        String currency,
        long messages,
        long minor,
        Instant firstAt,
        Instant lastAt,
        Instant rateAt,
        Invoiced invoiced) {}
