package org.parley.sandbox.customer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Dice;

/// What was bought: order number, lines and prices, all by the dice.
record Sale(String orderId, String currency, List<Line> lines, BigDecimal shipping) {
    private static final int MOST_LINES = 3;

    /// A thing on the shelf, priced in euros.
    record Product(String sku, String description, String euros) {}

    record Line(Product product, int quantity, BigDecimal unitPrice) {}

    private static final List<Product> SHELF =
            List.of(
                    new Product("TEE-01", "Organic cotton T-shirt", "19.90"),
                    new Product("HOD-02", "Fleece hoodie", "49.00"),
                    new Product("RUN-07", "Running shoes", "89.95"),
                    new Product("CAP-03", "Baseball cap", "14.50"),
                    new Product("BAG-05", "Canvas backpack", "59.00"),
                    new Product("SOC-09", "Wool socks, 3 pairs", "12.90"),
                    new Product("JAC-04", "Rain jacket", "119.00"),
                    new Product("BOT-06", "Steel water bottle", "24.90"));

    static Sale of(Dice dice, @Nullable String country) {
        String currency = currency(country);
        List<Line> lines = new ArrayList<>();
        int count = 1 + dice.pick("lines", MOST_LINES);
        for (int i = 0; i < count; i++) {
            Product product = SHELF.get(dice.pick("product " + i, SHELF.size()));
            int quantity = dice.happens("two of " + i, 0.2) ? 2 : 1;
            lines.add(new Line(product, quantity, price(product, currency)));
        }
        BigDecimal shipping =
                dice.happens("free shipping", 0.6)
                        ? new BigDecimal("0.00")
                        : new BigDecimal("4.90");
        String orderId = "SBX-" + dice.hex("order id").substring(0, 12).toUpperCase(Locale.ROOT);
        return new Sale(orderId, currency, List.copyOf(lines), shipping);
    }

    /// Goods without shipping.
    BigDecimal revenue() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal price(Product product, String currency) {
        BigDecimal rate =
                switch (currency) {
                    case "GBP" -> new BigDecimal("0.87");
                    case "USD" -> new BigDecimal("1.12");
                    case "PLN" -> new BigDecimal("4.30");
                    default -> BigDecimal.ONE;
                };
        return new BigDecimal(product.euros()).multiply(rate).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static String currency(@Nullable String country) {
        return switch (country == null ? "" : country) {
            case "GB" -> "GBP";
            case "US" -> "USD";
            case "PL" -> "PLN";
            default -> "EUR";
        };
    }
}
