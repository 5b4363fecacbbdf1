package org.parley.core.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.parley.core.commerce.NewRefund;
import org.parley.core.commerce.OrderOutcome;
import org.parley.core.commerce.Orders;
import org.parley.core.commerce.SaleBalance;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;
import org.parley.core.shop.internal.WaitingRefunds;

/// Records what a shop says, in whatever order and however often it says it. The first telling of a
/// number counts and copies change nothing; a refund waits for its order; refunds never take more
/// than the sale brought. To be called in a transaction.
final class Bookkeeping {

    private final Orders orders;
    private final WaitingRefunds waiting;

    Bookkeeping(Orders orders, WaitingRefunds waiting) {
        this.orders = orders;
        this.waiting = waiting;
    }

    /// @return what contradicts the books and was not recorded, in words without personal data
    List<String> record(List<ShopEvent> events) {
        List<String> refusals = new ArrayList<>();
        for (ShopEvent event : events) {
            waiting.serialise(event.store(), event.orderId());
            switch (event) {
                case Sold sold -> sell(sold, refusals);
                case Refunded refund -> refund(refund).ifPresent(refusals::add);
            }
        }
        return refusals;
    }

    /// An order that is told again, edited since, stays what it was: orders are immutable.
    private void sell(Sold sold, List<String> refusals) {
        if (!orders.knows(sold.store(), sold.orderId())) {
            orders.place(sold.order());
        }
        for (Refunded refund : waiting.take(sold.store(), sold.orderId())) {
            refund(refund).ifPresent(refusals::add);
        }
    }

    private Optional<String> refund(Refunded refund) {
        Optional<SaleBalance> sale = orders.balance(refund.store(), refund.orderId());
        if (sale.isEmpty()) {
            waiting.add(refund);
            return Optional.empty();
        }
        if (orders.knows(refund.store(), refund.refundId())) {
            return Optional.empty();
        }
        SaleBalance balance = sale.get();
        if (refund.currency() != null && !refund.currency().equals(balance.currency())) {
            return Optional.of(
                    "Refund %s is in %s and its order in %s"
                            .formatted(
                                    refund.refundId(),
                                    refund.currency().getCurrencyCode(),
                                    balance.currency().getCurrencyCode()));
        }
        BigDecimal amount =
                refund.amount() == null
                        ? balance.left()
                        : rounded(refund.amount(), balance.currency()).min(balance.left());
        if (amount.signum() <= 0) {
            // nothing is left to give back, or the sale brought nothing
            return Optional.empty();
        }
        return switch (orders.refund(
                new NewRefund(
                        refund.store(),
                        refund.orderId(),
                        refund.refundId(),
                        refund.refundedAt(),
                        amount,
                        refund.reason(),
                        refund.source()))) {
            case OrderOutcome.Placed _, OrderOutcome.Duplicate _ -> Optional.empty();
            case OrderOutcome.Refused refused -> Optional.of(refused.reason());
        };
    }

    private static BigDecimal rounded(BigDecimal exact, Currency currency) {
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }
}
