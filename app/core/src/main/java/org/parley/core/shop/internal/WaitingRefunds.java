package org.parley.core.shop.internal;

import static org.parley.sql.postgres.Tables.SHOP_ORDER;
import static org.parley.sql.postgres.Tables.WAITING_REFUND;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.OrderLock;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.sql.postgres.tables.records.WaitingRefundRecord;

/// Refunds that came before their order, and those that were refused.
public final class WaitingRefunds {

    private final DSLContext dsl;

    public WaitingRefunds(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Until the transaction ends nobody else records anything of this order.
    public void serialise(String store, String orderId) {
        OrderLock.take(dsl, store, orderId);
    }

    /// Keeps a refund until its order comes, the first telling of it.
    public void add(Refunded refund) {
        dsl.insertInto(WAITING_REFUND).set(row(refund)).onConflictDoNothing().execute();
    }

    /// Keeps a refund with the reason why it is not recorded.
    ///
    /// @return whether that is new
    public boolean refuse(Refunded refund, String reason) {
        return dsl.insertInto(WAITING_REFUND)
                        .set(row(refund))
                        .set(WAITING_REFUND.REFUSAL, reason)
                        .onConflict(WAITING_REFUND.STORE, WAITING_REFUND.REFUND_ID)
                        .doUpdate()
                        .set(WAITING_REFUND.REFUSAL, reason)
                        .where(WAITING_REFUND.REFUSAL.isDistinctFrom(reason))
                        .execute()
                > 0;
    }

    public void remove(Refunded refund) {
        dsl.deleteFrom(WAITING_REFUND)
                .where(WAITING_REFUND.STORE.eq(refund.store()))
                .and(WAITING_REFUND.REFUND_ID.eq(refund.refundId()))
                .execute();
    }

    /// An order's refunds that were not refused, those of an amount before those of all that is
    /// left.
    public List<Refunded> of(String store, String orderId) {
        return dsl
                .selectFrom(WAITING_REFUND)
                .where(WAITING_REFUND.STORE.eq(store))
                .and(WAITING_REFUND.ORDER_ID.eq(orderId))
                .and(WAITING_REFUND.REFUSAL.isNull())
                .fetch(WaitingRefunds::refund)
                .stream()
                .sorted(
                        Comparator.comparing((Refunded refund) -> refund.amount() == null)
                                .thenComparing(Refunded::refundedAt)
                                .thenComparing(Refunded::refundId))
                .toList();
    }

    /// An order by its shop's number.
    public record OrderNumber(String store, String orderId) {}

    /// Orders that have come since a refund began to wait for them, by shop and number.
    ///
    /// @param after the last one of before; null: from the first on
    public List<OrderNumber> come(@Nullable OrderNumber after, int limit) {
        return dsl.selectDistinct(WAITING_REFUND.STORE, WAITING_REFUND.ORDER_ID)
                .from(WAITING_REFUND)
                .join(SHOP_ORDER)
                .on(SHOP_ORDER.STORE.eq(WAITING_REFUND.STORE))
                .and(SHOP_ORDER.EXTERNAL_ID.eq(WAITING_REFUND.ORDER_ID))
                .and(SHOP_ORDER.KIND.eq("sale"))
                .where(WAITING_REFUND.REFUSAL.isNull())
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(WAITING_REFUND.STORE, WAITING_REFUND.ORDER_ID)
                                        .gt(after.store(), after.orderId()))
                .orderBy(WAITING_REFUND.STORE, WAITING_REFUND.ORDER_ID)
                .limit(limit)
                .fetch(row -> new OrderNumber(row.value1(), row.value2()));
    }

    /// Drops cancellations that have waited for long: of orders that were never paid. Money that
    /// was given back is never dropped.
    public int dropCancellations(Instant heardBefore) {
        return dsl.deleteFrom(WAITING_REFUND)
                .where(WAITING_REFUND.AMOUNT.isNull())
                .and(WAITING_REFUND.REFUSAL.isNull())
                .and(WAITING_REFUND.HEARD_AT.lt(heardBefore))
                // one whose order has come meanwhile is settled instead
                .andNotExists(
                        DSL.selectOne()
                                .from(SHOP_ORDER)
                                .where(SHOP_ORDER.STORE.eq(WAITING_REFUND.STORE))
                                .and(SHOP_ORDER.EXTERNAL_ID.eq(WAITING_REFUND.ORDER_ID))
                                .and(SHOP_ORDER.KIND.eq("sale")))
                .execute();
    }

    /// How many wait, by store; stores for which nothing waits are absent.
    public Map<String, Integer> counts() {
        return dsl.select(WAITING_REFUND.STORE, DSL.count())
                .from(WAITING_REFUND)
                .where(WAITING_REFUND.REFUSAL.isNull())
                .groupBy(WAITING_REFUND.STORE)
                .fetchMap(WAITING_REFUND.STORE, DSL.count());
    }

    private WaitingRefundRecord row(Refunded refund) {
        Currency currency = refund.currency();
        WaitingRefundRecord row = dsl.newRecord(WAITING_REFUND);
        row.setStore(refund.store());
        row.setRefundId(refund.refundId());
        row.setOrderId(refund.orderId());
        row.setAmount(refund.amount());
        row.setCurrency(currency == null ? null : currency.getCurrencyCode());
        row.setRefundedAt(refund.refundedAt());
        row.setReason(refund.reason());
        row.setSource(refund.source());
        return row;
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
