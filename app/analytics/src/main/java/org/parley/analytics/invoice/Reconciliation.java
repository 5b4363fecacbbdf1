package org.parley.analytics.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Sha256;

/// An invoice beside what was accrued. Amounts in minor units of its currency. What is accrued, and
/// all differences, add up to the invoice's total, to the unit.
///
/// @param zone in which months and the period are told
/// @param toleranceMinor prices that differ by so little in a place count as equal: roundings
/// @param invoicedMinor total of the invoice
/// @param accruedMinor for messages that no other invoice settled
/// @param differenceMinor invoiced less accrued
/// @param roundingMinor part of the difference: total of the invoice less its places, each rounded
/// @param unbilledMinor accrued and not on the invoice
/// @param releaseUnbilled whether that is taken back too, or stays accrued for another invoice
/// @param unbookableMinor invoiced for places where nothing was sent: no run can bear it
/// @param trueUpMinor what accepting books: the difference, less what is unbookable, and with what
///   stays accrued
/// @param foreign accrued in other currencies for what the invoice is of; with any of it, it cannot
///   be accepted
/// @param messages null: the invoice does not name messages
public record Reconciliation(
        String currency,
        String zone,
        long toleranceMinor,
        long invoicedMinor,
        long accruedMinor,
        long differenceMinor,
        long roundingMinor,
        long unbilledMinor,
        boolean releaseUnbilled,
        long unbookableMinor,
        long trueUpMinor,
        List<Row> rows,
        List<Booking> bookings,
        List<ForeignAccrual> foreign,
        @Nullable MessageMatch messages) {

    public Reconciliation {
        rows = List.copyOf(rows);
        bookings = List.copyOf(bookings);
        foreign = List.copyOf(foreign);
    }

    /// One place. Words are empty where the invoice leaves them open.
    ///
    /// @param lines of the invoice
    /// @param settledMessages that another invoice, or this one before, settled already
    /// @param quantityDifferenceMinor the other number of messages, at the accrued price
    /// @param priceDifferenceMinor the rest of the difference: the other price
    /// @param bookable whether any run sent what it is of
    public record Row(
            YearMonth month,
            String account,
            String channel,
            String country,
            String category,
            long lines,
            long invoicedQuantity,
            long invoicedMinor,
            long accruedQuantity,
            long accruedMinor,
            long settledMessages,
            long differenceMinor,
            long quantityDifferenceMinor,
            long priceDifferenceMinor,
            boolean bookable,
            LineStatus status) {}

    /// What is booked for the messages of an arm to a country, billed on a day of the zone.
    ///
    /// @param messages whose accrual is settled
    public record Booking(
            int run,
            int arm,
            String channel,
            String country,
            LocalDate day,
            Instant firstAt,
            Instant lastAt,
            long messages,
            long accruedMinor,
            long invoicedMinor) {

        public long trueUpMinor() {
            return invoicedMinor - accruedMinor;
        }

        public Booking reversed() {
            return new Booking(
                    run,
                    arm,
                    channel,
                    country,
                    day,
                    firstAt,
                    lastAt,
                    -messages,
                    -accruedMinor,
                    -invoicedMinor);
        }
    }

    public record ForeignAccrual(String currency, long messages, long minor) {}

    /// Messages by their provider's number.
    ///
    /// @param matched lines of messages that were sent from here
    /// @param notBilled of those, lines of messages that nothing was accrued for
    /// @param onlyInvoice lines of messages that are not known here
    /// @param onlyParley messages billed in the period that are not on the invoice
    public record MessageMatch(long matched, long notBilled, long onlyInvoice, long onlyParley) {}

    /// Of all of it, in hexadecimal: who accepts a reconciliation accepts this.
    public String digest() {
        return Sha256.of(toString());
    }
}
