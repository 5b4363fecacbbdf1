package org.parley.server.shop;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.OrderLine;
import org.parley.core.shop.ShopDialect;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;

/// Segment's track calls of the ecommerce specification (V2), as its Webhooks destination sends
/// them: hex of HMAC-SHA1 over the body in `X-Signature`, keyed with the shared secret.
///
/// `Order Completed` is a sale. `Order Refunded` and `Order Cancelled` follow it; `Order Updated`
/// says nothing of money that came or went and is not recorded.
final class SegmentDialect implements ShopDialect {

    private static final String SOURCE = "segment";
    private static final String SIGNATURE = "HmacSHA1";

    @Override
    public String kind() {
        return SOURCE;
    }

    @Override
    public boolean authentic(WebhookRequest request, String secret) {
        String given = request.header("x-signature");
        return given != null
                && Hmac.same(digest(request.body(), secret), given.toLowerCase(Locale.ROOT));
    }

    private static String digest(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), SIGNATURE));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Told read(WebhookRequest request, String store, Instant now) {
        OrderJson call = OrderJson.of(request.body());
        String type = call.required("type");
        if (!type.equals("track")) {
            return new Told(type, List.of());
        }
        String event = call.required("event");
        return switch (event) {
            case "Order Completed" -> new Told(event, List.of(sold(call, store)));
            case "Order Refunded" -> new Told(event, List.of(refunded(call, store)));
            case "Order Cancelled" -> new Told(event, List.of(cancelled(call, store)));
            default -> new Told(event, List.of());
        };
    }

    private static ShopEvent sold(OrderJson call, String store) {
        OrderJson order = call.object("properties");
        OrderJson traits = call.object("context").object("traits");
        Currency currency = order.requiredCurrency("currency");
        BigDecimal revenue = net(order);
        if (revenue == null || revenue.signum() < 0) {
            throw order.malformed("No amount", "revenue");
        }
        String email = order.hint("email");
        String phone = order.hint("phone");
        return new Sold(
                new NewOrder(
                        store,
                        order.id("order_id"),
                        new CustomerRef(
                                call.hint("userId"),
                                email == null ? traits.hint("email") : email,
                                phone == null ? traits.hint("phone") : phone),
                        call.requiredTime("timestamp"),
                        currency,
                        null,
                        OrderJson.money(revenue, currency),
                        lines(order),
                        SOURCE,
                        order.code("coupon")));
    }

    /// After discount, without tax and shipping. That is what `subtotal` means; `revenue` is
    /// without tax and shipping only, and in the specification's own example (25.00 where the
    /// subtotal is 22.50 and the discount 2.50) before the discount. So the subtotal counts, else
    /// the total without tax and shipping, where all three are told, else `revenue`.
    private static @Nullable BigDecimal net(OrderJson order) {
        BigDecimal subtotal = order.decimal("subtotal");
        if (subtotal != null) {
            return subtotal;
        }
        BigDecimal total = order.decimal("total");
        BigDecimal tax = order.decimal("tax");
        BigDecimal shipping = order.decimal("shipping");
        return total != null && tax != null && shipping != null
                ? total.subtract(tax).subtract(shipping)
                : order.decimal("revenue");
    }

    /// The specification asks for the order's number only. An amount is taken as for an order, else
    /// from `total`; the books take no more than is left.
    private static ShopEvent refunded(OrderJson call, String store) {
        OrderJson order = call.object("properties");
        Currency currency = order.currency("currency");
        BigDecimal told = net(order);
        BigDecimal amount = told == null ? order.decimal("total") : told;
        if (amount != null && amount.signum() <= 0) {
            throw order.malformed("No amount above 0", "total");
        }
        String orderId = order.id("order_id");
        String number =
                Objects.requireNonNullElse(call.text("messageId"), call.required("timestamp"));
        return new Refunded(
                store,
                orderId,
                orderId + "/" + number,
                call.requiredTime("timestamp"),
                amount == null || currency == null ? amount : OrderJson.money(amount, currency),
                currency,
                null,
                SOURCE);
    }

    private static ShopEvent cancelled(OrderJson call, String store) {
        return Refunded.cancelled(
                store,
                call.object("properties").id("order_id"),
                call.requiredTime("timestamp"),
                null,
                SOURCE);
    }

    /// `price` is of one piece.
    private static List<OrderLine> lines(OrderJson order) {
        return order.objects("products").stream()
                .flatMap(product -> {
                    String sku = product.hint("sku");
                    BigDecimal quantity = product.decimal("quantity");
                    BigDecimal price = product.decimalOrZero("price");
                    return Optional.ofNullable(
                            Lines.of(
                                    sku == null ? product.hint("product_id") : sku,
                                    product.label("name"),
                                    quantity,
                                    quantity == null ? price : price.multiply(quantity)))
                            .stream();
                })
                .toList();
    }
}
