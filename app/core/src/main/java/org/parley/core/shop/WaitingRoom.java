package org.parley.core.shop;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.Orders;
import org.parley.core.shop.internal.ShopStore;
import org.parley.core.shop.internal.WaitingRefunds;
import org.parley.core.shop.internal.WaitingRefunds.OrderNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/// Refunds and cancellations that wait for their order. An order that a webhook tells takes them
/// along at once; one that comes by API or import has them when this is next called.
public final class WaitingRoom {

    /// How long a cancellation waits: an order that was never paid is never told.
    public static final Duration PATIENCE = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
    private static final int ORDERS_AT_ONCE = 1_000;
    // class of SQL states
    private static final String CONNECTION_EXCEPTION = "08";

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
    /// drops cancellations whose patience is over. An order that fails keeps no other waiting; it
    /// is tried again next time.
    public void settle() {
        if (!releaseAll()) {
            return;
        }
        int dropped = waiting.dropCancellations(clock.instant().minus(PATIENCE));
        if (dropped > 0) {
            LOG.info("{} cancellations of orders that never came were dropped", dropped);
        }
    }

    /// @return false where the database went away
    private boolean releaseAll() {
        int failed = 0;
        boolean away = false;
        RuntimeException first = null;
        List<OrderNumber> orders = waiting.come(null, ORDERS_AT_ONCE);
        while (!orders.isEmpty() && !away) {
            for (Iterator<OrderNumber> rest = orders.iterator(); rest.hasNext() && !away; ) {
                OrderNumber order = rest.next();
                try {
                    transactions.executeWithoutResult(_ -> release(order));
                } catch (RuntimeException e) {
                    failed++;
                    first = first == null ? e : first;
                    away = isAway(e);
                }
            }
            orders = away ? orders : waiting.come(orders.getLast(), ORDERS_AT_ONCE);
        }
        if (first != null) {
            LOG.error(
                    "Refunds that wait for {} orders could not be recorded, the first of them because of this; next try in a while",
                    failed,
                    first);
        }
        return !away;
    }

    private static boolean isAway(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith(CONNECTION_EXCEPTION))) {
                return true;
            }
        }
        return false;
    }

    private void release(OrderNumber order) {
        List<String> refusals = books.release(order.store(), order.orderId());
        shops.refused(order.store(), refusals);
        refusals.forEach(
                refusal -> LOG.warn("Shop {}: {}", order.store(), ShopDoor.printable(refusal)));
    }
}
