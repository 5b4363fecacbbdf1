package org.parley.core.commerce.internal;

import static org.parley.sql.postgres.Tables.SHOP_ORDER;
import static org.parley.sql.postgres.Tables.SHOP_ORDER_CODE;
import static org.parley.sql.postgres.Tables.SHOP_ORDER_LINE;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row6;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.MinorUnits;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.NewRefund;
import org.parley.core.commerce.OrderLine;
import org.parley.core.commerce.OrderLock;
import org.parley.core.commerce.OrderOutcome;
import org.parley.core.commerce.RecordedSale;
import org.parley.core.commerce.SaleBalance;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.postgres.Routines;
import org.parley.sql.postgres.tables.records.ShopOrderLineRecord;
import org.parley.sql.postgres.tables.records.ShopOrderRecord;

/// Inserts a document and its lines in one transaction; the unique number of the document makes a
/// second telling a no-op.
public final class OrderStore {

    private final DSLContext dsl;

    public OrderStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    public OrderOutcome place(NewOrder order, long revenueMinor, CustomerRef customer) {
        return dsl.transactionResult(tx -> {
            OrderLock.take(tx.dsl(), order.store(), order.orderId());
            ShopOrderRecord document = tx.dsl().newRecord(SHOP_ORDER);
            document.setStore(order.store());
            document.setExternalId(order.orderId());
            document.setKind("sale");
            document.setContactId(match(tx.dsl(), customer));
            document.setCustomerRef(order.customer().externalId());
            document.setPlacedAt(order.placedAt());
            document.setCountry(order.country());
            document.setCurrency(order.currency().getCurrencyCode());
            document.setRevenue(order.exactRevenue());
            document.setRevenueMinor(revenueMinor);
            document.setSource(order.source());
            return insert(tx.dsl(), document, order.lines(), order.codes());
        });
    }

    public OrderOutcome refund(NewRefund refund) {
        return dsl.transactionResult(tx -> {
            ShopOrderRecord sale =
                    locked(tx.dsl(), refund.store(), refund.orderId())
                            .orElseThrow(() ->
                                    ProblemException.notFound(
                                            "sale", refund.orderId() + " in this store"));
            BigDecimal left = left(tx.dsl(), sale);
            if (refund.amount().compareTo(left) > 0
                    && !knows(tx.dsl(), refund.store(), refund.refundId())) {
                return new OrderOutcome.Refused(
                        "Refund %s of %s is more than the %s left of order %s"
                                .formatted(
                                        refund.refundId(),
                                        plain(refund.amount()),
                                        plain(left),
                                        refund.orderId()));
            }
            ShopOrderRecord document = tx.dsl().newRecord(SHOP_ORDER);
            document.setStore(refund.store());
            document.setExternalId(refund.refundId());
            document.setKind("refund");
            document.setRefundOf(refund.orderId());
            document.setContactId(sale.getContactId());
            document.setCustomerRef(sale.getCustomerRef());
            document.setPlacedAt(refund.refundedAt());
            document.setCountry(sale.getCountry());
            document.setCurrency(sale.getCurrency());
            BigDecimal revenue = refund.amount().negate();
            document.setRevenue(revenue);
            document.setRevenueMinor(
                    MinorUnits.of(revenue, Currency.getInstance(sale.getCurrency())));
            document.setSource(refund.source());
            OrderLine line =
                    new OrderLine(
                            "refund", refund.reason(), BigDecimal.ONE.negate(), refund.amount());
            return insert(tx.dsl(), document, List.of(line), List.of());
        });
    }

    /// Locks the sale's row: its refunds are recorded one after another.
    public Optional<SaleBalance> balance(String store, String orderId) {
        return locked(dsl, store, orderId)
                .map(sale ->
                        new SaleBalance(
                                Currency.getInstance(sale.getCurrency()),
                                sale.getRevenue(),
                                left(dsl, sale)));
    }

    /// Not for update: who credits the sale holds its key, and no number changes here.
    private static Optional<ShopOrderRecord> locked(DSLContext tx, String store, String orderId) {
        return tx.selectFrom(SHOP_ORDER)
                .where(SHOP_ORDER.STORE.eq(store))
                .and(SHOP_ORDER.EXTERNAL_ID.eq(orderId))
                .and(SHOP_ORDER.KIND.eq("sale"))
                .forNoKeyUpdate()
                .fetchOptional();
    }

    /// To be read after the lock is ours.
    private static BigDecimal left(DSLContext tx, ShopOrderRecord sale) {
        return tx.select(DSL.coalesce(DSL.sum(SHOP_ORDER.REVENUE), BigDecimal.ZERO))
                .from(SHOP_ORDER)
                .where(SHOP_ORDER.STORE.eq(sale.getStore()))
                .and(SHOP_ORDER.REFUND_OF.eq(sale.getExternalId()))
                .fetchSingle()
                .value1()
                .add(sale.getRevenue());
    }

    public boolean knows(String store, String documentId) {
        return knows(dsl, store, documentId);
    }

    private static boolean knows(DSLContext tx, String store, String documentId) {
        return tx.fetchExists(
                SHOP_ORDER, SHOP_ORDER.STORE.eq(store).and(SHOP_ORDER.EXTERNAL_ID.eq(documentId)));
    }

    public Optional<Instant> placedAt(String store, String documentId) {
        return dsl.select(SHOP_ORDER.PLACED_AT)
                .from(SHOP_ORDER)
                .where(SHOP_ORDER.STORE.eq(store))
                .and(SHOP_ORDER.EXTERNAL_ID.eq(documentId))
                .fetchOptional(SHOP_ORDER.PLACED_AT);
    }

    public List<RecordedSale> sales(@Nullable Boolean matched, long before, int limit) {
        return dsl.selectFrom(SHOP_ORDER)
                .where(SHOP_ORDER.KIND.eq("sale"))
                .and(SHOP_ORDER.ID.lt(before))
                .and(
                        matched == null
                                ? DSL.noCondition()
                                : matched
                                        ? SHOP_ORDER.CONTACT_ID.isNotNull()
                                        : SHOP_ORDER.CONTACT_ID.isNull())
                .orderBy(SHOP_ORDER.ID.desc())
                .limit(limit)
                .fetch(sale ->
                        new RecordedSale(
                                sale.getId(),
                                sale.getStore(),
                                sale.getExternalId(),
                                sale.getContactId() != null,
                                sale.getPlacedAt(),
                                sale.getCountry(),
                                sale.getCurrency(),
                                sale.getRevenue(),
                                sale.getSource()));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /// The rule stands in the database, so that an import matches exactly as the API does.
    private static @Nullable Long match(DSLContext tx, CustomerRef customer) {
        return Routines.matchContact(
                tx.configuration(), customer.externalId(), customer.email(), customer.phone());
    }

    private static OrderOutcome insert(
            DSLContext tx, ShopOrderRecord document, List<OrderLine> lines, List<String> codes) {
        Record inserted =
                tx.insertInto(SHOP_ORDER)
                        .set(document)
                        .onConflictDoNothing()
                        .returningResult(SHOP_ORDER.ID)
                        .fetchOne();
        if (inserted == null) {
            return known(tx, document, lines, codes);
        }
        long id = inserted.get(SHOP_ORDER.ID);
        if (!lines.isEmpty()) {
            insertLines(tx, id, lines);
        }
        insertCodes(tx, id, codes);
        return new OrderOutcome.Placed(id, document.getContactId() != null);
    }

    /// Codes that are known to be somebody's are redeemed by it (V127).
    private static void insertCodes(DSLContext tx, long id, List<String> codes) {
        if (!codes.isEmpty()) {
            tx.insertInto(SHOP_ORDER_CODE, SHOP_ORDER_CODE.SHOP_ORDER_ID, SHOP_ORDER_CODE.CODE)
                    .valuesOfRows(codes.stream().map(code -> DSL.row(id, code)).toList())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    private static void insertLines(DSLContext tx, long id, List<OrderLine> lines) {
        tx.insertInto(
                        SHOP_ORDER_LINE,
                        SHOP_ORDER_LINE.SHOP_ORDER_ID,
                        SHOP_ORDER_LINE.LINE_NO,
                        SHOP_ORDER_LINE.SKU,
                        SHOP_ORDER_LINE.DESCRIPTION,
                        SHOP_ORDER_LINE.QUANTITY,
                        SHOP_ORDER_LINE.UNIT_PRICE)
                .valuesOfRows(
                        IntStream.range(0, lines.size())
                                .mapToObj(i -> row(id, i + 1, lines.get(i)))
                                .toList())
                .execute();
    }

    private static Row6<Long, Integer, String, @Nullable String, BigDecimal, BigDecimal> row(
            long id, int number, OrderLine line) {
        return DSL.row(
                id, number, line.sku(), line.description(), line.quantity(), line.unitPrice());
    }

    /// The number is taken: by the same content, or by other content. Codes that it is told with
    /// now and was not told with then are kept: first wins, copies merge.
    private static OrderOutcome known(
            DSLContext tx, ShopOrderRecord told, List<OrderLine> lines, List<String> codes) {
        ShopOrderRecord stored =
                tx.selectFrom(SHOP_ORDER)
                        .where(SHOP_ORDER.STORE.eq(told.getStore()))
                        .and(SHOP_ORDER.EXTERNAL_ID.eq(told.getExternalId()))
                        .fetchSingle();
        boolean same =
                stored.getKind().equals(told.getKind())
                        && stored.getCurrency().equals(told.getCurrency())
                        && stored.getRevenue().compareTo(told.getRevenue()) == 0
                        && Objects.equals(stored.getRefundOf(), told.getRefundOf())
                        && sameLines(tx, stored.getId(), lines);
        if (same) {
            insertCodes(tx, stored.getId(), codes);
        }
        return same
                ? new OrderOutcome.Duplicate(stored.getId(), stored.getContactId() != null)
                : new OrderOutcome.Refused(
                        "Order "
                                + told.getExternalId()
                                + " is already recorded with other content; orders are immutable,"
                                + " corrections are refunds");
    }

    private static boolean sameLines(DSLContext tx, long id, List<OrderLine> told) {
        List<ShopOrderLineRecord> stored =
                tx.selectFrom(SHOP_ORDER_LINE)
                        .where(SHOP_ORDER_LINE.SHOP_ORDER_ID.eq(id))
                        .orderBy(SHOP_ORDER_LINE.LINE_NO)
                        .fetch();
        return stored.size() == told.size()
                && IntStream.range(0, told.size())
                        .allMatch(i ->
                                stored.get(i).getSku().equals(told.get(i).sku())
                                        && stored.get(i)
                                                        .getQuantity()
                                                        .compareTo(told.get(i).quantity())
                                                == 0
                                        && stored.get(i)
                                                        .getUnitPrice()
                                                        .compareTo(told.get(i).unitPrice())
                                                == 0);
    }
}
