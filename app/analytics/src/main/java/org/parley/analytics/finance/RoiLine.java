package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A line of the export as ClickHouse gives it.
///
/// @param unitPrice of a message; 0 on other lines
/// @param rateDay whose exchange rate the line takes
/// @param creditedBy null: a cost
/// @param quantity messages or documents
/// @param amountMinor as booked; costs and sales positive, refunds usually negative
/// @param firstDay and lastDay of the facts in it, UTC
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
        LocalDate lastDay) {

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
                lastDay);
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
                lastDay);
    }
}
