package org.parley.sandbox.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Catalogue;
import org.parley.sandbox.customer.Catalogue.Line;
import org.parley.sandbox.world.Dice;

/// `orders.csv`: one row per line of a past order, and rows of kind refund that name the order they
/// take back.
final class OrderRows {
    static final String[] HEADER = {
        "store",
        "order_id",
        "external_id",
        "placed_at",
        "currency",
        "sku",
        "description",
        "quantity",
        "unit_price",
        "kind",
        "refund_of"
    };

    private static final int HISTORY_DAYS = 540;
    private static final int MOST_ORDERS = 6;

    private final long seed;
    private final Instant until;

    OrderRows(long seed, Instant until) {
        this.seed = seed;
        this.until = until;
    }

    void write(DemoContact contact, Consumer<Object[]> row) {
        Dice life = contact.dice(seed);
        // Half never bought; of the rest few buy often.
        double luck = life.share("orders");
        int orders =
                luck < 0.5
                        ? 0
                        : 1 + (int) ((luck - 0.5) * 2 * life.share("buys often") * MOST_ORDERS);
        for (int i = 1; i <= orders; i++) {
            order(contact, Dice.of(seed, "past order", contact.externalId(), "" + i), i, row);
        }
    }

    private void order(DemoContact contact, Dice dice, int number, Consumer<Object[]> row) {
        String currency = contact.country().currency();
        String orderId = "P%06d-%d".formatted(contact.number(), number);
        Instant placedAt =
                until.minusSeconds(
                                (long)
                                        (dice.share("placed")
                                                * Duration.ofDays(HISTORY_DAYS).toSeconds()))
                        .truncatedTo(ChronoUnit.SECONDS);
        for (Line line : Catalogue.basket(dice, currency)) {
            write(contact, orderId, placedAt, currency, line, line.quantity(), "sale", "", row);
        }
        Instant returnedAt = placedAt.plus(Duration.ofDays(3 + dice.pick("returned", 20)));
        if (dice.happens("sent back", 0.08) && returnedAt.isBefore(until)) {
            Line back = Catalogue.basket(dice, currency).getFirst();
            write(contact, orderId + "-R1", returnedAt, currency, back, -1, "refund", orderId, row);
        }
    }

    private static void write(
            DemoContact contact,
            String orderId,
            Instant at,
            String currency,
            Line line,
            int quantity,
            String kind,
            String refundOf,
            Consumer<Object[]> row) {
        BigDecimal price = line.unitPrice();
        row.accept(
                new Object[] {
                    "sandbox-shop",
                    orderId,
                    contact.externalId(),
                    at,
                    currency,
                    line.product().sku(),
                    line.product().description(),
                    quantity,
                    price.toPlainString(),
                    kind,
                    refundOf
                });
    }
}
