package org.parley.sandbox.customer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Dice;

/// What was bought: order number, lines and prices, all by the dice.
record Sale(String orderId, String currency, List<Catalogue.Line> lines, BigDecimal shipping) {

    static Sale of(Dice dice, @Nullable String country) {
        String currency = Catalogue.currencyOf(country == null ? "" : country);
        BigDecimal shipping = new BigDecimal(dice.happens("free shipping", 0.6) ? "0.00" : "4.90");
        String orderId = "SBX-" + dice.hex("order id").substring(0, 12).toUpperCase(Locale.ROOT);
        return new Sale(orderId, currency, Catalogue.basket(dice, currency), shipping);
    }

    /// Goods without shipping.
    BigDecimal revenue() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
