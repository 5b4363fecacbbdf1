package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of an order while it is read. A bad line is kept in the waiting room by its order's
/// number, because an order is recorded whole or not at all.
final class OrderCells {

    private static final BigDecimal BOUND = new BigDecimal("1e12");

    private final Cells cells;
    private final String store;
    private final String orderId;
    @Nullable String kind;
    @Nullable String refundOf;
    @Nullable String customer;
    @Nullable String email;
    @Nullable String phone;
    @Nullable Instant placedAt;
    @Nullable Currency currency;
    @Nullable String country;
    @Nullable String countryName;
    @Nullable String sku;
    @Nullable String description;
    @Nullable List<String> codes;
    private @Nullable BigDecimal quantity;
    private @Nullable BigDecimal unitPrice;

    OrderCells(Cells cells, String store, String orderId) {
        this.cells = cells;
        this.store = store;
        this.orderId = orderId;
    }

    /// Six decimals is what a line's amount is stored with, so that the sum of lines is exact.
    void readAmounts(String quantityColumn, String priceColumn) {
        BigDecimal pieces =
                cells.required(
                        quantityColumn,
                        null,
                        q -> bounded(q, 3),
                        "a number with at most 3 decimals");
        BigDecimal price =
                cells.required(
                        priceColumn, null, p -> bounded(p, 6), "a number with at most 6 decimals");
        quantity = pieces;
        unitPrice = price;
        if (pieces == null || price == null) {
            return;
        }
        BigDecimal amount = pieces.multiply(price);
        if (amount.scale() > 6 && amount.stripTrailingZeros().scale() > 6) {
            cells.rejectRow(priceColumn, "Times the quantity has more than 6 decimals");
        }
        if (amount.abs().compareTo(BOUND) >= 0) {
            cells.rejectRow(priceColumn, "Times the quantity is 10^12 or more");
        }
    }

    private static Optional<BigDecimal> bounded(String cell, int decimals) {
        return Decimals.read(cell, decimals).filter(n -> n.abs().compareTo(BOUND) < 0);
    }

    ParsedRow row() {
        boolean bad = cells.isRejected();
        return ParsedRow.of(
                cells,
                store,
                orderId,
                Boolean.toString(bad),
                kind,
                refundOf,
                customer,
                email,
                phone,
                placedAt == null ? null : placedAt.toString(),
                currency == null ? null : currency.getCurrencyCode(),
                currency == null ? null : Integer.toString(currency.getDefaultFractionDigits()),
                country,
                countryName,
                bad ? null : sku,
                description,
                bad || quantity == null ? null : quantity.toPlainString(),
                bad || unitPrice == null ? null : unitPrice.toPlainString(),
                codes == null ? null : PostgresArray.of(codes));
    }
}
