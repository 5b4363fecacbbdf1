package org.parley.analytics.attribution;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What each model gives to each arm of each run of the orders of a range, side by side, and what
/// no message is given. A sale, a refund and an adjustment each belong to the range of their own
/// time. For every model and currency: the lines and what is unmatched add up to all documents.
///
/// @param from inclusive; null: from the beginning
/// @param until exclusive; null: without end
/// @param booked the model whose credit stands in ledgers and exports
/// @param waiting touches and orders that are not counted yet; 0 but for seconds
/// @param unmatched the same under every model
public record AttributionReport(
        @Nullable Instant from,
        @Nullable Instant until,
        AttributionModel booked,
        long waiting,
        List<Model> models,
        List<AttributedLine> lines,
        List<Unmatched> unmatched,
        List<AttributedTotal> totals) {

    public AttributionReport {
        models = List.copyOf(models);
        lines = List.copyOf(lines);
        unmatched = List.copyOf(unmatched);
        totals = List.copyOf(totals);
    }

    public record Model(AttributionModel id, String name, String description) {}

    /// Sales, what was given back, and the difference, in minor units of one currency.
    ///
    /// @param orders those not given back in full, a decimal text; under models that share an order
    ///   its parts, to six decimals
    /// @param refundsMinor not above 0 but for adjustments, and for single minor units where a
    ///   model shares an order and its refunds among several messages
    public record Amounts(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal orders,
            long grossMinor,
            long refundsMinor,
            long netMinor) {

        static Amounts of(long millionths, long gross, long refunds) {
            return new Amounts(
                    BigDecimal.valueOf(millionths, 6),
                    gross,
                    refunds,
                    Math.addExact(gross, refunds));
        }

        public Amounts plus(Amounts other) {
            return new Amounts(
                    orders.add(other.orders),
                    Math.addExact(grossMinor, other.grossMinor),
                    Math.addExact(refundsMinor, other.refundsMinor),
                    Math.addExact(netMinor, other.netMinor));
        }
    }

    /// @param sandbox the run's providers were simulated: to be labelled so
    public record AttributedLine(
            AttributionModel model,
            int run,
            String campaign,
            int arm,
            String armName,
            boolean sandbox,
            String currency,
            Amounts amounts) {}

    /// Documents that no message is given; never spread over others.
    public record Unmatched(Reason reason, String currency, Amounts amounts) {

        /// Why a document belongs to no message.
        public enum Reason {
            /// The customer is not a known contact.
            NO_CONTACT,
            /// No touch of the contact's has a window that holds the order.
            NO_TOUCH,
            /// An adjustment, or a refund of a sale that is not known.
            NO_SALE;

            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// @param all credited and unmatched together: every document of the range
    public record AttributedTotal(
            AttributionModel model,
            String currency,
            Amounts credited,
            Amounts unmatched,
            Amounts all) {}
}
