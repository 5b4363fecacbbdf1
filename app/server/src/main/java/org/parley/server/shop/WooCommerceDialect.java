package org.parley.server.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

/// WooCommerce's order webhooks, in the form of its REST API (v2 and v3). Signed with the webhook's
/// secret: base64 of HMAC-SHA256 over the raw body in `X-WC-Webhook-Signature`. A new webhook tries
/// its address with an unsigned form `webhook_id=N` and wants 200 (WooCommerce, `WC_Webhook`).
///
/// An order is a sale once it has a `date_paid_gmt`, or is `processing` or `completed`, as
/// WooCommerce itself counts paid; `pending`, `on-hold`, `failed`, `checkout-draft` and the like
/// are none before. A paid order that becomes `cancelled`, `refunded` or `failed` is given back;
/// one that is moved to the `trash` or deleted was only tidied up, and its money stays.
final class WooCommerceDialect implements ShopDialect {

    private static final String SOURCE = "woocommerce";
    private static final Set<String> PAID = Set.of("processing", "completed");
    private static final Set<String> UNDONE = Set.of("cancelled", "refunded", "failed");
    private static final Pattern PING = Pattern.compile("webhook_id=\\d{1,19}");
    private static final int LONGEST_PING = 30;

    @Override
    public String kind() {
        return SOURCE;
    }

    @Override
    public boolean authentic(WebhookRequest request, String secret) {
        return Hmac.matchesBase64(
                request.header("x-wc-webhook-signature"), new Secret(secret), request.body());
    }

    @Override
    public boolean greeting(WebhookRequest request) {
        return request.body().length <= LONGEST_PING
                && PING.matcher(new String(request.body(), StandardCharsets.ISO_8859_1)).matches();
    }

    @Override
    public Told read(WebhookRequest request, String store, Instant now) {
        String topic = Objects.requireNonNullElse(request.header("x-wc-webhook-topic"), "no topic");
        return switch (topic) {
            case "order.created", "order.updated" ->
                    new Told(topic, order(OrderJson.of(request.body()), store, now));
            default -> new Told(topic, List.of());
        };
    }

    private static List<ShopEvent> order(OrderJson order, String store, Instant now) {
        String id = order.id("id");
        String status = order.required("status");
        if (order.time("date_paid_gmt") == null && !PAID.contains(status)) {
            return List.of();
        }
        NewOrder sale = sale(order, store, id);
        Instant modified = order.time("date_modified_gmt");
        Instant at = modified == null ? now : modified;
        List<ShopEvent> events = new ArrayList<>();
        events.add(new Sold(sale, PAID.contains(status) ? at : null));
        events.addAll(refunds(order, sale, at));
        if (UNDONE.contains(status)) {
            events.add(Refunded.cancelled(store, id, at, status, SOURCE));
        }
        return events;
    }

    private static NewOrder sale(OrderJson order, String store, String id) {
        Currency currency = order.requiredCurrency("currency");
        OrderJson billing = order.object("billing");
        // `total` is after discounts; `total_tax` has the tax of shipping, `shipping_total` has not
        BigDecimal net =
                order.requiredDecimal("total")
                        .subtract(order.decimalOrZero("total_tax"))
                        .subtract(order.decimalOrZero("shipping_total"));
        if (net.signum() < 0) {
            throw order.malformed("More tax and shipping than money", "total");
        }
        return new NewOrder(
                store,
                id,
                // Its number of the customer is not the company's own and might be another's here.
                new CustomerRef(null, billing.hint("email"), billing.hint("phone")),
                order.requiredTime("date_created_gmt"),
                currency,
                billing.country("country"),
                OrderJson.money(net, currency),
                lines(order),
                SOURCE,
                order.codes("coupon_lines"));
    }

    private static List<OrderLine> lines(OrderJson order) {
        return order.objects("line_items").stream()
                .flatMap(line -> {
                    String sku = line.hint("sku");
                    return Optional.ofNullable(
                            Lines.of(
                                    sku == null ? line.hint("product_id") : sku,
                                    line.label("name"),
                                    line.decimal("quantity"),
                                    line.decimalOrZero("total")))
                            .stream();
                })
                .toList();
    }

    /// The webhook gives of a refund only its whole, tax and shipping included. Its share of the
    /// revenue is taken as the order's own, and rounded on the running sum, so that refunds of all
    /// the money are all the revenue. Nor does it say when: the order's change has to do.
    private static List<Refunded> refunds(OrderJson order, NewOrder sale, Instant at) {
        BigDecimal total = order.requiredDecimal("total");
        BigDecimal revenue = sale.exactRevenue();
        List<Refunded> refunds = new ArrayList<>();
        if (total.signum() <= 0) {
            return refunds;
        }
        BigDecimal money = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (OrderJson refund : inOrderOfNumbers(order.objects("refunds"))) {
            money = money.add(refund.requiredDecimal("total").abs()).min(total);
            BigDecimal sum =
                    revenue.multiply(money).divide(total, revenue.scale(), RoundingMode.HALF_UP);
            BigDecimal amount = sum.subtract(net);
            net = sum;
            if (amount.signum() > 0) {
                refunds.add(
                        new Refunded(
                                sale.store(),
                                sale.orderId(),
                                refund.id("id"),
                                at,
                                amount,
                                sale.currency(),
                                refund.label("reason"),
                                SOURCE));
            }
        }
        return refunds;
    }

    private static List<OrderJson> inOrderOfNumbers(List<OrderJson> refunds) {
        return refunds.stream()
                .sorted(
                        Comparator.comparingInt((OrderJson refund) -> refund.id("id").length())
                                .thenComparing(refund -> refund.id("id")))
                .toList();
    }
}
