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
public record NewOrder(
        String store,
        String orderId,
        CustomerRef customer,
        Instant placedAt,
        Currency currency,
        @Nullable String country,
        @Nullable BigDecimal revenue,
        List<OrderLine> lines,
        String source) {

    public NewOrder {
        lines = List.copyOf(lines);
    }

    public BigDecimal exactRevenue() {
        return revenue != null
                ? revenue
                : lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
