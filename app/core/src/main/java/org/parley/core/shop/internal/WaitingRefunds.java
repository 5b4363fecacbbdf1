package org.parley.core.shop.internal;

import static org.parley.sql.postgres.Tables.WAITING_REFUND;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.sql.postgres.tables.records.WaitingRefundRecord;

/// Refunds that came before their order.
public final class WaitingRefunds {

    private final DSLContext dsl;

    public WaitingRefunds(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Until the transaction ends nobody else records anything of this order. Without it a refund
    /// could look for its order just before the order is committed, and wait for ever.
    public void serialise(String store, String orderId) {
        dsl.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 119))",
                DSL.val(store + "/" + orderId));
    }

    public void add(Refunded refund) {
        Currency currency = refund.currency();
        dsl.insertInto(WAITING_REFUND)
                .set(WAITING_REFUND.STORE, refund.store())
                .set(WAITING_REFUND.REFUND_ID, refund.refundId())
                .set(WAITING_REFUND.ORDER_ID, refund.orderId())
                .set(WAITING_REFUND.AMOUNT, refund.amount())
                .set(WAITING_REFUND.CURRENCY, currency == null ? null : currency.getCurrencyCode())
                .set(WAITING_REFUND.REFUNDED_AT, refund.refundedAt())
                .set(WAITING_REFUND.REASON, refund.reason())
                .set(WAITING_REFUND.SOURCE, refund.source())
                .onConflictDoNothing()
                .execute();
    }

    /// Takes an order's refunds away, those of an amount before those of all that is left.
    public List<Refunded> take(String store, String orderId) {
        return dsl
                .deleteFrom(WAITING_REFUND)
                .where(WAITING_REFUND.STORE.eq(store))
                .and(WAITING_REFUND.ORDER_ID.eq(orderId))
                .returning()
                .fetch(WaitingRefunds::refund)
                .stream()
                .sorted(
                        Comparator.comparing((Refunded refund) -> refund.amount() == null)
                                .thenComparing(Refunded::refundedAt)
                                .thenComparing(Refunded::refundId))
                .toList();
    }

    private static Refunded refund(WaitingRefundRecord row) {
        String currency = row.getCurrency();
        return new Refunded(
                row.getStore(),
                row.getOrderId(),
                row.getRefundId(),
                row.getRefundedAt(),
                row.getAmount(),
                currency == null ? null : Currency.getInstance(currency),
                row.getReason(),
                row.getSource());
    }
}
