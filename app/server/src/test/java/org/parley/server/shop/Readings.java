package org.parley.server.shop;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.OrderLine;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Sold;

/// What the dialects read of a body.
final class Readings {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private Readings() {}

    static List<ShopEvent> shopify(String topic, String body) {
        return new ShopifyDialect()
                .read(request("x-shopify-topic", topic, body), "web", NOW)
                .events();
    }

    static List<ShopEvent> woo(String topic, String body) {
        return new WooCommerceDialect()
                .read(request("x-wc-webhook-topic", topic, body), "web", NOW)
                .events();
    }

    static List<ShopEvent> segment(String body) {
        return new SegmentDialect().read(request("", "", body), "web", NOW).events();
    }

    static NewOrder sale(List<ShopEvent> events) {
        return ((Sold) events.getFirst()).order();
    }

    static WebhookRequest request(String header, String value, String body) {
        return new WebhookRequest(Map.of(header, value), body.getBytes(StandardCharsets.UTF_8));
    }

    static OrderLine line(String sku, @Nullable String name, String quantity, String price) {
        return new OrderLine(sku, name, new BigDecimal(quantity), new BigDecimal(price));
    }
}
