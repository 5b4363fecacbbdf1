package org.parley.analytics.invoice;

import java.time.Instant;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.internal.Sender;

/// What was accrued for a sender's messages in the invoice's currency.
///
/// @param number among those of the reconciliation, from 0
/// @param messages that were billed
/// @param minor for them, each price rounded once, as the books have it
/// @param millionths the same before it was rounded, in millionths of the currency's unit
/// @param openMessages of these, not settled by an invoice yet
/// @param openMinor accrued for those
/// @param firstAt of the bills
record Accrued(
        int number,
        Sender sender,
        long messages,
        long minor,
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

    Place place() {
        return place(sender);
    }

    static Place place(Sender sender) {
        return new Place(
                sender.account(), sender.channel(), sender.country(), CATEGORY, sender.month());
    }
}
