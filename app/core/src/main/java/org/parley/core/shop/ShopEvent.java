package org.parley.core.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.NewOrder;

/// One fact of a shop's books.
public sealed interface ShopEvent {

    String store();

    String orderId();

    /// The number of the document that gives back what is left of a cancelled order.
    static String cancellationOf(String orderId) {
        return orderId + "/cancelled";
    }

    /// A sale that is paid. Its revenue has no more decimals than its currency.
    ///
    /// @param standsAt when the order was seen to be neither cancelled nor undone; null: the shop
    ///   does not say, or it is
    record Sold(NewOrder order, @Nullable Instant standsAt) implements ShopEvent {

        public Sold(NewOrder order) {
            this(order, null);
        }

        @Override
        public String store() {
            return order.store();
        }

        @Override
        public String orderId() {
            return order.orderId();
        }
    }

    /// Money given back.
    ///
    /// @param amount net of tax and shipping, more than 0, rounded to the order's currency when it
    ///   is recorded; null: all that is left, as when the order is cancelled
    /// @param currency null: the order's
    record Refunded(
            String store,
            String orderId,
            String refundId,
            Instant refundedAt,
            @Nullable BigDecimal amount,
            @Nullable Currency currency,
            @Nullable String reason,
            String source)
            implements ShopEvent {

        /// All that is left, given back once.
        public static Refunded cancelled(
                String store, String orderId, Instant at, @Nullable String reason, String source) {
            return new Refunded(
                    store, orderId, cancellationOf(orderId), at, null, null, reason, source);
        }
    }
}
