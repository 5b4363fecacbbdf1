package org.parley.analytics.invoice;

import java.math.BigInteger;
import java.time.Instant;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.internal.Sender;

/// What was accrued for a sender's messages in the invoice's currency.
///
/// @param number among those of the reconciliation, from 0
/// @param inPeriod whether their day is in the invoice's period; else the invoice names them
/// @param messages that were billed
/// @param millionths accrued for them, before it was rounded, in millionths of the currency's unit
/// @param openMessages of these, not settled by an invoice yet
/// @param openMinor accrued for those, rounded as the books have it
/// @param firstAt of the bills
record Accrued(
        int number,
        Sender sender,
        boolean inPeriod,
        long messages,
        long millionths,
        long openMessages,
        long openMinor,
        Instant firstAt,
        Instant lastAt) {

    // every message is accrued as one
    private static final String CATEGORY = "marketing";

    /// Whether an invoice has still to come.
    boolean open() {
        return openMessages != 0 || openMinor != 0;
    }

    /// @param settled beside them, of those that are settled
    /// @param partMessages of those that are not
    Accrued part(long settled, long partMessages, long partMinor) {
        var all = settled + partMessages;
        return new Accrued(
                number,
                sender,
                inPeriod,
                all,
                millionthsOf(all),
                partMessages,
                partMinor,
                firstAt,
                lastAt);
    }

    /// Accrued for so many of the messages.
    long millionthsOf(long some) {
        return messages == 0
                ? 0
                : BigInteger.valueOf(millionths)
                        .multiply(BigInteger.valueOf(some))
                        .divide(BigInteger.valueOf(messages))
                        .longValueExact();
    }

    Place place() {
        return place(sender);
    }

    static Place place(Sender sender) {
        return new Place(
                sender.account(), sender.channel(), sender.country(), CATEGORY, sender.month());
    }
}
