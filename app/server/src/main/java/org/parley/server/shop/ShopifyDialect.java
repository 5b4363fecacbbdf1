package org.parley.server.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.OrderLine;
import org.parley.core.shop.ShopDialect;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;

/// Shopify's order and refund webhooks, in the form of its REST Admin API ("Order" and "Refund"
/// resources). Signed with the app's client secret: base64 of HMAC-SHA256 over the raw body in
/// `X-Shopify-Hmac-SHA256` (Shopify, "Verify webhook deliveries").
///
/// An order is a sale once its `financial_status` is `paid`, `partially_refunded` or `refunded`;
/// `pending`, `authorized`, `partially_paid`, `expired` and `voided` are none, and test orders
/// never are. Amounts are those of the shop's currency.
final class ShopifyDialect implements ShopDialect {

    private static final String SOURCE = "shopify";
    private static final Set<String> PAID = Set.of("paid", "partially_refunded", "refunded");

    @Override
    public String kind() {
        return SOURCE;
    }

    @Override
    public boolean authentic(WebhookRequest request, String secret) {
        return Hmac.matchesBase64(
                request.header("x-shopify-hmac-sha256"), new Secret(secret), request.body());
    }

    @Override
    public Told read(WebhookRequest request, String store, Instant now) {
        String topic = Objects.requireNonNullElse(request.header("x-shopify-topic"), "no topic");
        return switch (topic) {
            case "orders/create", "orders/paid", "orders/updated", "orders/cancelled" ->
                    new Told(topic, order(OrderJson.of(request.body()), store));
            case "refunds/create" -> new Told(topic, refund(OrderJson.of(request.body()), store));
            default -> new Told(topic, List.of());
        };
    }

    private static List<ShopEvent> order(OrderJson order, String store) {
        String id = order.id("id");
        String status = order.text("financial_status");
        if (order.flag("test") || status == null || !PAID.contains(status)) {
            return List.of();
        }
        Currency currency = order.requiredCurrency("currency");
        boolean taxIncluded = order.flag("taxes_included");
        List<ShopEvent> events = new ArrayList<>();
        events.add(new Sold(sale(order, store, id, currency, taxIncluded)));
        for (OrderJson refund : order.objects("refunds")) {
            refunded(refund, store, id, currency, taxIncluded).ifPresent(events::add);
        }
        Instant cancelledAt = order.time("cancelled_at");
        if (cancelledAt != null) {
            events.add(
                    Refunded.cancelled(
                            store, id, cancelledAt, order.label("cancel_reason"), SOURCE));
        }
        return events;
    }

    private static NewOrder sale(
            OrderJson order, String store, String id, Currency currency, boolean taxIncluded) {
        OrderJson billing = order.object("billing_address");
        OrderJson customer = order.object("customer");
        Instant processedAt = order.time("processed_at");
        return new NewOrder(
                store,
                id,
                // Its number of the customer is not the company's own and might be another's here.
                new CustomerRef(
                        null,
                        first(order.hint("email"), customer.hint("email")),
                        first(
                                first(order.hint("phone"), customer.hint("phone")),
                                billing.hint("phone"))),
                processedAt == null ? order.requiredTime("created_at") : processedAt,
                currency,
                first(
                        billing.country("country_code"),
                        order.object("shipping_address").country("country_code")),
                revenue(order, currency, taxIncluded),
                lines(order, taxIncluded),
                SOURCE,
                order.codes("discount_codes"));
    }

    /// `subtotal_price` is after discounts and before shipping; where the shop's prices include tax
    /// it holds the tax of the goods, which is all tax but that of shipping.
    private static BigDecimal revenue(OrderJson order, Currency currency, boolean taxIncluded) {
        BigDecimal revenue = order.requiredDecimal("subtotal_price");
        if (taxIncluded) {
            revenue = revenue.subtract(order.decimalOrZero("total_tax"));
            for (OrderJson shipping : order.objects("shipping_lines")) {
                revenue = revenue.add(tax(shipping));
            }
        }
        if (revenue.signum() < 0) {
            throw order.malformed("More tax than price", "subtotal_price");
        }
        return OrderJson.money(revenue, currency);
    }

    private static List<OrderLine> lines(OrderJson order, boolean taxIncluded) {
        return order.objects("line_items").stream()
                .flatMap(line -> {
                    BigDecimal quantity = line.decimalOrZero("quantity");
                    BigDecimal net = line.decimalOrZero("price").multiply(quantity);
                    for (OrderJson discount : line.objects("discount_allocations")) {
                        net = net.subtract(discount.decimalOrZero("amount"));
                    }
                    return Optional.ofNullable(
                            Lines.of(
                                    first(line.hint("sku"), line.hint("variant_id")),
                                    line.label("title"),
                                    quantity,
                                    taxIncluded ? net.subtract(tax(line)) : net))
                            .stream();
                })
                .toList();
    }

    private static BigDecimal tax(OrderJson line) {
        BigDecimal tax = BigDecimal.ZERO;
        for (OrderJson part : line.objects("tax_lines")) {
            tax = tax.add(part.decimalOrZero("price"));
        }
        return tax;
    }

    private static List<ShopEvent> refund(OrderJson refund, String store) {
        return refunded(refund, store, refund.id("order_id"), null, false).stream().toList();
    }

    /// A refund that moved no money yet, or whose money is still on its way, says nothing: the
    /// order is told again when it has.
    ///
    /// @param orderCurrency null: the refund came alone
    private static Optional<ShopEvent> refunded(
            OrderJson refund,
            String store,
            String orderId,
            @Nullable Currency orderCurrency,
            boolean taxIncluded) {
        String id = refund.id("id");
        Instant at = refund.requiredTime("created_at");
        Currency currency = null;
        BigDecimal money = BigDecimal.ZERO;
        for (OrderJson transaction : refund.objects("transactions")) {
            String status = transaction.text("status");
            if (!"refund".equals(transaction.text("kind")) || "failure".equals(status)) {
                continue;
            }
            if ("pending".equals(status)) {
                return Optional.empty();
            }
            if ("success".equals(status)) {
                currency = transaction.requiredCurrency("currency");
                money = money.add(transaction.requiredDecimal("amount"));
            }
        }
        if (currency == null) {
            return Optional.empty();
        }
        Currency its =
                orderCurrency == null
                        ? Objects.requireNonNullElse(ShopMoney.currency(refund), currency)
                        : orderCurrency;
        BigDecimal net =
                its.equals(currency)
                        ? money.subtract(taxAndShipping(refund))
                        : ShopMoney.goods(
                                refund,
                                orderCurrency == null
                                        ? ShopMoney.taxIncluded(refund, money)
                                        : taxIncluded);
        BigDecimal amount = OrderJson.money(net, its);
        return amount.signum() <= 0
                ? Optional.empty()
                : Optional.of(
                        new Refunded(
                                store, orderId, id, at, amount, its, refund.label("note"), SOURCE));
    }

    /// What of the money was not for goods. Until version 2024-10 refunded shipping is an
    /// adjustment of negative amount, since then a list of its own.
    private static BigDecimal taxAndShipping(OrderJson refund) {
        BigDecimal other = BigDecimal.ZERO;
        for (OrderJson line : refund.objects("refund_line_items")) {
            other = other.add(line.decimalOrZero("total_tax"));
        }
        for (OrderJson adjustment : refund.objects("order_adjustments")) {
            if (ShopMoney.isShipping(adjustment)) {
                other = other.add(adjustment.decimalOrZero("amount").abs());
                other = other.add(adjustment.decimalOrZero("tax_amount").abs());
            }
        }
        for (OrderJson shipping : refund.objects("refund_shipping_lines")) {
            other = other.add(ShopMoney.of(shipping, "subtotal_amount"));
        }
        return other;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
