package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A line of the export: messages and orders as ClickHouse gives them, or a true-up of an invoice.
///
/// @param unitPrice of a message; 0 on other lines and on true-ups
/// @param rateDay whose exchange rate the line takes
/// @param creditedBy null: a cost
/// @param quantity messages or documents; 0 of a true-up, whose messages stand where they were
///   accrued
/// @param amountMinor as booked; costs and sales positive, refunds usually negative
/// @param firstDay and lastDay of the facts in it, UTC
/// @param invoiced null: no true-up
public record RoiLine(
        int run,
        int arm,
        String channel,
        String country,
        LineType type,
        String currency,
        BigDecimal unitPrice,
        LocalDate rateDay,
        @Nullable CreditedBy creditedBy,
        long quantity,
        long amountMinor,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable Invoiced invoiced) {

    RoiLine with(long otherQuantity, long otherAmount) {
        return new RoiLine(
                run,
                arm,
                channel,
                country,
                type,
                currency,
                unitPrice,
                rateDay,
                creditedBy,
                otherQuantity,
                otherAmount,
                firstDay,
                lastDay,
                invoiced);
    }

    RoiLine on(LocalDate otherRateDay) {
        return new RoiLine(
                run,
                arm,
                channel,
                country,
                type,
                currency,
                unitPrice,
                otherRateDay,
                creditedBy,
                quantity,
                amountMinor,
                firstDay,
                lastDay,
                invoiced);
    }
}
