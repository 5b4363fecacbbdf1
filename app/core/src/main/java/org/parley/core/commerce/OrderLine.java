package org.parley.core.commerce;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One line of an order, exact as received.
///
/// @param quantity at most 3 decimals; negative where goods came back
/// @param unitPrice at most 6 decimals, net of discount, tax and shipping
public record OrderLine(
        String sku, @Nullable String description, BigDecimal quantity, BigDecimal unitPrice) {

    public BigDecimal amount() {
        return quantity.multiply(unitPrice);
    }
}
