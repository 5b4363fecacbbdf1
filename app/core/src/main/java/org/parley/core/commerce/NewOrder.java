package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sale as a shop tells it.
///
/// @param orderId the shop's own number, unique in the store
/// @param country ISO 3166-1 alpha-2
/// @param revenue net of discount, tax and shipping; null = the sum of the lines
/// @param source api, sandbox, ...
/// @param codes that it was placed with, as the shop spells them; at most 20 of at most 64
///   characters
public record NewOrder(
        String store,
        String orderId,
        CustomerRef customer,
        Instant placedAt,
        Currency currency,
        @Nullable String country,
        @Nullable BigDecimal revenue,
        List<OrderLine> lines,
        String source,
        List<String> codes) {

    public static final int MOST_CODES = 20;
    public static final int LONGEST_CODE = 64;

    public NewOrder {
        lines = List.copyOf(lines);
        codes = codes.stream().distinct().toList();
    }

    /// An order without a code.
    public NewOrder(
            String store,
            String orderId,
            CustomerRef customer,
            Instant placedAt,
            Currency currency,
            @Nullable String country,
            @Nullable BigDecimal revenue,
            List<OrderLine> lines,
            String source) {
        this(
                store, orderId, customer, placedAt, currency, country, revenue, lines, source,
                List.of());
    }

    public BigDecimal exactRevenue() {
        return revenue != null
                ? revenue
                : lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
