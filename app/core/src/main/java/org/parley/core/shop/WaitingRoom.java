package org.parley.core.shop;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parley.core.commerce.Orders;
import org.parley.core.shop.internal.ShopStore;
import org.parley.core.shop.internal.WaitingRefunds;
import org.parley.core.shop.internal.WaitingRefunds.OrderNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/// Refunds and cancellations that wait for their order. An order that a webhook tells takes them
/// along at once; one that comes by API or import has them when this is next called.
public final class WaitingRoom {

    /// How long a cancellation waits: an order that was never paid is never told.
    public static final Duration PATIENCE = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
    private static final int ORDERS_AT_ONCE = 1_000;

    private final WaitingRefunds waiting;
    private final ShopStore shops;
    private final Bookkeeping books;
    private final TransactionOperations transactions;
    private final Clock clock;

    /// @param waiting on the same transactions as `orders` and `shops`
    public WaitingRoom(
            WaitingRefunds waiting,
            ShopStore shops,
            Orders orders,
            TransactionOperations transactions,
            Clock clock) {
        this.waiting = waiting;
        this.shops = shops;
        this.books = new Bookkeeping(orders, waiting);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// How many wait, by shop; shops for which nothing waits are absent.
    public Map<String, Integer> counts() {
        return waiting.counts();
    }

    /// Records the refunds of orders that have come, each order in a transaction of its own, and
    /// drops cancellations whose patience is over.
    public void settle() {
        for (OrderNumber order : waiting.come(ORDERS_AT_ONCE)) {
            try {
                transactions.executeWithoutResult(_ -> release(order));
            } catch (RuntimeException e) {
                // those of the others must not wait for it; it is tried again next time
                LOG.error(
                        "Refunds that wait for order {} of shop {} could not be recorded",
                        ShopDoor.printable(order.orderId()),
                        order.store(),
                        e);
            }
        }
        int dropped = waiting.dropCancellations(clock.instant().minus(PATIENCE));
        if (dropped > 0) {
            LOG.info("{} cancellations of orders that never came were dropped", dropped);
        }
    }

    private void release(OrderNumber order) {
        List<String> refusals = books.release(order.store(), order.orderId());
        shops.refused(order.store(), refusals);
        refusals.forEach(
                refusal -> LOG.warn("Shop {}: {}", order.store(), ShopDoor.printable(refusal)));
    }
}
