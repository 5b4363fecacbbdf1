package org.parley.core.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.parley.core.commerce.NewRefund;
import org.parley.core.commerce.OrderOutcome;
import org.parley.core.commerce.Orders;
import org.parley.core.commerce.SaleBalance;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;
import org.parley.core.shop.internal.WaitingRefunds;

/// Records what a shop says, in whatever order and however often it says it. The first telling of a
/// number counts and copies change nothing; a refund waits for its order; refunds never take more
/// than is left of the sale. Whatever is not recorded as it was told is said. To be called in a
/// transaction.
final class Bookkeeping {

    private final Orders orders;
    private final WaitingRefunds waiting;

    Bookkeeping(Orders orders, WaitingRefunds waiting) {
        this.orders = orders;
        this.waiting = waiting;
    }

    /// @return what contradicts the books and was not recorded so, in words without personal data
    List<String> record(List<ShopEvent> events) {
        List<String> refusals = new ArrayList<>();
        // what is told here anew counts, not what of it waits
        Set<String> told =
                events.stream()
                        .filter(Refunded.class::isInstance)
                        .map(event -> ((Refunded) event).refundId())
                        .collect(Collectors.toSet());
        for (ShopEvent event : events) {
            waiting.serialise(event.store(), event.orderId());
            switch (event) {
                case Sold sold -> {
                    sell(sold).ifPresent(refusals::add);
                    stands(sold).ifPresent(refusals::add);
                    refusals.addAll(settle(sold.store(), sold.orderId(), told));
                }
                case Refunded refund -> refund(refund).ifPresent(refusals::add);
            }
        }
        return refusals;
    }

    /// Records the refunds that wait for an order that has come by another way.
    ///
    /// @return as of [#record]
    List<String> release(String store, String orderId) {
        waiting.serialise(store, orderId);
        return settle(store, orderId, Set.of());
    }

    private List<String> settle(String store, String orderId, Set<String> without) {
        return waiting.of(store, orderId).stream()
                .filter(refund -> !without.contains(refund.refundId()))
                .map(this::refund)
                .flatMap(Optional::stream)
                .toList();
    }

    /// An order that is told again, edited since, stays what it was: orders are immutable.
    private Optional<String> sell(Sold sold) {
        Optional<SaleBalance> known = orders.balance(sold.store(), sold.orderId());
        if (known.isPresent()) {
            return differs(sold, known.get());
        }
        return switch (orders.place(sold.order())) {
            case OrderOutcome.Placed _, OrderOutcome.Duplicate _ -> Optional.empty();
            case OrderOutcome.Refused refused -> Optional.of(refused.reason());
        };
    }

    private static Optional<String> differs(Sold sold, SaleBalance known) {
        Currency currency = sold.order().currency();
        BigDecimal revenue = sold.order().exactRevenue();
        return currency.equals(known.currency()) && revenue.compareTo(known.revenue()) == 0
                ? Optional.empty()
                : Optional.of(
                        "Order %s is recorded with %s and is now told with %s"
                                .formatted(
                                        sold.orderId(),
                                        money(known.revenue(), known.currency()),
                                        money(revenue, currency)));
    }

    /// What a cancellation gave back stays given back: no document takes a refund back.
    private Optional<String> stands(Sold sold) {
        Instant seen = sold.standsAt();
        if (seen == null) {
            return Optional.empty();
        }
        return orders.placedAt(sold.store(), ShopEvent.cancellationOf(sold.orderId()))
                .filter(cancelled -> cancelled.isBefore(seen))
                .map(_ ->
                        "Order %s stands again, and its cancellation is recorded"
                                .formatted(sold.orderId()));
    }

    private Optional<String> refund(Refunded refund) {
        Optional<SaleBalance> sale = orders.balance(refund.store(), refund.orderId());
        if (sale.isEmpty()) {
            waiting.add(refund);
            return Optional.empty();
        }
        if (orders.knows(refund.store(), refund.refundId())) {
            waiting.remove(refund);
            return Optional.empty();
        }
        SaleBalance balance = sale.get();
        if (refund.currency() != null && !refund.currency().equals(balance.currency())) {
            return refuse(
                    refund,
                    "Refund %s is in %s and its order in %s"
                            .formatted(
                                    refund.refundId(),
                                    refund.currency().getCurrencyCode(),
                                    balance.currency().getCurrencyCode()));
        }
        BigDecimal told =
                refund.amount() == null
                        ? balance.left()
                        : rounded(refund.amount(), balance.currency());
        BigDecimal amount = told.min(balance.left());
        if (amount.signum() <= 0) {
            return nothingLeft(refund, told, balance);
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
            case OrderOutcome.Placed _, OrderOutcome.Duplicate _ -> {
                waiting.remove(refund);
                yield amount.compareTo(told) == 0
                        ? Optional.empty()
                        : Optional.of(beyond(refund, told, balance) + "; that much was recorded");
            }
            case OrderOutcome.Refused refused -> refuse(refund, refused.reason());
        };
    }

    /// Where the order was cancelled the money that a refund names was given back with it, and an
    /// order that brought nothing can be cancelled for nothing: neither contradicts the books.
    private Optional<String> nothingLeft(Refunded refund, BigDecimal told, SaleBalance balance) {
        if (told.signum() <= 0
                || orders.knows(refund.store(), ShopEvent.cancellationOf(refund.orderId()))) {
            waiting.remove(refund);
            return Optional.empty();
        }
        return refuse(refund, beyond(refund, told, balance));
    }

    private static String beyond(Refunded refund, BigDecimal told, SaleBalance balance) {
        return "Refund %s of %s is more than the %s left of order %s"
                .formatted(
                        refund.refundId(),
                        money(told, balance.currency()),
                        money(balance.left(), balance.currency()),
                        refund.orderId());
    }

    /// Keeps the refund with its reason, so that it is said once however often the shop tells it.
    private Optional<String> refuse(Refunded refund, String reason) {
        return waiting.refuse(refund, reason) ? Optional.of(reason) : Optional.empty();
    }

    private static BigDecimal rounded(BigDecimal exact, Currency currency) {
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }

    private static String money(BigDecimal amount, Currency currency) {
        return rounded(amount, currency).toPlainString() + " " + currency.getCurrencyCode();
    }
}
