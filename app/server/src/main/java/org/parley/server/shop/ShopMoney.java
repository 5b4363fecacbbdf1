package org.parley.server.shop;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Shopify refund whose money went back in the customer's currency, in that of the shop. Each
/// amount of its lines and adjustments is told twice more in a set, `shop_money` and
/// `presentment_money` (Shopify, "Refund" resource of the REST Admin API).
final class ShopMoney {

    private static final String SHOP = "shop_money";
    private static final String CUSTOMER = "presentment_money";

    private ShopMoney() {}

    /// The shop's currency, where any part of the refund tells it.
    static @Nullable Currency currency(OrderJson refund) {
        return Stream.of(
                        sets(refund, "refund_line_items", "subtotal"),
                        sets(refund, "order_adjustments", "amount"),
                        sets(refund, "refund_shipping_lines", "subtotal_amount"))
                .flatMap(List::stream)
                .map(set -> set.object(SHOP).currency("currency_code"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<OrderJson> sets(OrderJson refund, String parts, String field) {
        return refund.objects(parts).stream().map(part -> part.object(field + "_set")).toList();
    }

    /// What of it was for goods, without tax.
    static BigDecimal goods(OrderJson refund, boolean taxIncluded) {
        BigDecimal goods = BigDecimal.ZERO;
        for (OrderJson line : refund.objects("refund_line_items")) {
            goods = goods.add(of(line, "subtotal"));
            if (taxIncluded) {
                goods = goods.subtract(of(line, "total_tax"));
            }
        }
        for (OrderJson adjustment : refund.objects("order_adjustments")) {
            if (!isShipping(adjustment)) {
                goods = goods.subtract(of(adjustment, "amount"));
            }
        }
        return goods;
    }

    /// Whether the prices hold the tax, which a refund that comes alone does not say: the money
    /// that went back is either the goods' prices or these and their tax, whichever is nearer.
    ///
    /// @param money in the customer's currency
    static boolean taxIncluded(OrderJson refund, BigDecimal money) {
        BigDecimal prices = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        for (OrderJson line : refund.objects("refund_line_items")) {
            prices = prices.add(customers(line, "subtotal"));
            tax = tax.add(customers(line, "total_tax"));
        }
        for (OrderJson adjustment : refund.objects("order_adjustments")) {
            // negative where it is money that went back beside the goods
            prices = prices.subtract(customers(adjustment, "amount"));
            prices = prices.subtract(customers(adjustment, "tax_amount"));
        }
        for (OrderJson shipping : refund.objects("refund_shipping_lines")) {
            prices = prices.add(customers(shipping, "subtotal_amount"));
        }
        BigDecimal beyond = money.subtract(prices);
        return beyond.abs().compareTo(beyond.subtract(tax).abs()) < 0;
    }

    static boolean isShipping(OrderJson adjustment) {
        return "shipping_refund".equals(adjustment.text("kind"));
    }

    /// An amount in the shop's currency; where it has no set it is told in that currency itself.
    static BigDecimal of(OrderJson part, String field) {
        BigDecimal amount = part.object(field + "_set").object(SHOP).decimal("amount");
        return amount == null ? part.decimalOrZero(field) : amount;
    }

    private static BigDecimal customers(OrderJson part, String field) {
        return part.object(field + "_set").object(CUSTOMER).decimalOrZero("amount");
    }
}
