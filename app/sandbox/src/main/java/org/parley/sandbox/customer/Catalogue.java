package org.parley.sandbox.customer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.world.Dice;

/// What the sandbox's shop sells, for how much.
public final class Catalogue {
    private static final int MOST_LINES = 3;

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

    private Catalogue() {}

    /// A thing on the shelf, priced in euros.
    public record Product(String sku, String description, String euros) {}

    /// So many of one thing.
    public record Line(Product product, int quantity, BigDecimal unitPrice) {}

    /// A basket of different things.
    public static List<Line> basket(Dice dice, String currency) {
        List<Line> lines = new ArrayList<>();
        int count = 1 + dice.pick("lines", MOST_LINES);
        int first = dice.pick("product", SHELF.size());
        for (int i = 0; i < count; i++) {
            Product product = SHELF.get((first + i * 3) % SHELF.size());
            int quantity = dice.happens("two of " + i, 0.2) ? 2 : 1;
            lines.add(new Line(product, quantity, price(product, currency)));
        }
        return List.copyOf(lines);
    }

    /// The money of a country, euros where unsure.
    static String currencyOf(String country) {
        return switch (country) {
            case "GB" -> "GBP";
            case "US" -> "USD";
            case "PL" -> "PLN";
            default -> "EUR";
        };
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
}
