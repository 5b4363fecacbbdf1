package org.parley.server.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.commerce.OrderLine;

/// Lines of orders. They say what was bought; what it brought in is the order's revenue.
final class Lines {

    private static final int PRICE_DECIMALS = 6;
    private static final int LONGEST_SKU = 200;
    private static final BigDecimal MOST_PIECES = new BigDecimal(1_000_000);

    private Lines() {}

    /// @param quantity pieces; what is no whole number above 0 counts as one piece
    /// @param net of the whole line, after discount and before tax
    /// @return null where nothing says which product it is
    static @Nullable OrderLine of(
            @Nullable String sku,
            @Nullable String name,
            @Nullable BigDecimal quantity,
            BigDecimal net) {
        if (sku == null || sku.length() > LONGEST_SKU) {
            return null;
        }
        if (net.abs().compareTo(OrderJson.BEYOND) >= 0) {
            throw new MalformedWebhookException("A line is beyond any real order");
        }
        BigDecimal pieces = quantity != null && countable(quantity) ? quantity : BigDecimal.ONE;
        return new OrderLine(
                sku,
                name,
                pieces.setScale(0, RoundingMode.UNNECESSARY),
                net.divide(pieces, PRICE_DECIMALS, RoundingMode.HALF_UP));
    }

    private static boolean countable(BigDecimal quantity) {
        return quantity.signum() > 0
                && quantity.compareTo(MOST_PIECES) <= 0
                && quantity.stripTrailingZeros().scale() <= 0;
    }
}
