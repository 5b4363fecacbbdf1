package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.OrderLine;
import org.parley.core.shop.ShopDialect;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;

class DialectsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void aShopifyOrderFieldByField() {
        assertThat(shopify("orders/paid", Samples.SHOPIFY))
                .containsExactly(
                        new Sold(
                                new NewOrder(
                                        "web",
                                        "5940139491234",
                                        new CustomerRef(null, "Ana@Example.org", "+34612345678"),
                                        Instant.parse("2026-11-10T15:30:01Z"),
                                        USD,
                                        "ES",
                                        new BigDecimal("233.00"),
                                        List.of(
                                                line("TEA-1", "Tea", "2", "16.500000"),
                                                line("808950810", "Pot", "1", "200.000000")),
                                        "shopify")));
    }

    @Test
    void taxThatAShopifyPriceIncludesIsNoRevenue() {
        String included =
                Samples.SHOPIFY.replace("\"taxes_included\":false", "\"taxes_included\":true");
        // all tax but that of shipping: 23.30 - 1.00
        assertThat(sale(shopify("orders/create", included)).exactRevenue())
                .isEqualTo(new BigDecimal("210.70"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "authorized", "partially_paid", "voided", "expired"})
    void anUnpaidShopifyOrderIsNoSale(String status) {
        assertThat(
                        shopify(
                                "orders/create",
                                Samples.SHOPIFY.replace("\"paid\"", "\"" + status + "\"")))
                .isEmpty();
    }

    @Test
    void aShopifyTestOrderIsNoSale() {
        assertThat(
                        shopify(
                                "orders/paid",
                                Samples.SHOPIFY.replace("\"test\":false", "\"test\":true")))
                .isEmpty();
    }

    @Test
    void aShopifyRefundIsTheMoneyThatWentBackWithoutTaxAndShipping() {
        assertThat(shopify("refunds/create", Samples.SHOPIFY_REFUND))
                .containsExactly(
                        new Refunded(
                                "web",
                                "5940139491234",
                                "929361464",
                                Instant.parse("2026-11-12T14:00:00Z"),
                                new BigDecimal("20.00"),
                                USD,
                                "wrong size",
                                "shopify"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "failure"})
    void aShopifyRefundWhoseMoneyDidNotMoveWaitsForTheNextTelling(String status) {
        assertThat(shopify("refunds/create", Samples.SHOPIFY_REFUND.replace("success", status)))
                .isEmpty();
    }

    @Test
    void aCancelledShopifyOrderTellsItsRefundsFirstAndThenGivesBackTheRest() {
        String cancelled =
                Samples.SHOPIFY
                        .replace("\"refunds\":[]", "\"refunds\":[" + Samples.SHOPIFY_REFUND + "]")
                        .replace(
                                "\"cancelled_at\":null",
                                "\"cancelled_at\":\"2026-11-13T10:00:00Z\"");
        List<ShopEvent> events = shopify("orders/cancelled", cancelled);
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isInstanceOf(Sold.class);
        assertThat(((Refunded) events.get(1)).amount()).isEqualTo(new BigDecimal("20.00"));
        assertThat(events.get(2))
                .isEqualTo(
                        new Refunded(
                                "web",
                                "5940139491234",
                                "5940139491234/cancelled",
                                Instant.parse("2026-11-13T10:00:00Z"),
                                null,
                                null,
                                null,
                                "shopify"));
    }

    @Test
    void aRefundInTheCustomersCurrencyIsTakenInTheShops() {
        String refund =
                Samples.SHOPIFY_REFUND.replace(
                        "\"27.50\",\n   \"currency\":\"USD\"",
                        "\"37.00\",\n   \"currency\":\"CAD\"");
        assertThat(refund).contains("CAD");
        String order = Samples.SHOPIFY.replace("\"refunds\":[]", "\"refunds\":[" + refund + "]");
        Refunded refunded = (Refunded) shopify("orders/updated", order).get(1);
        assertThat(refunded.amount()).isEqualTo(new BigDecimal("20.00"));
        assertThat(refunded.currency()).isEqualTo(USD);
    }

    @Test
    void aWooCommerceOrderFieldByField() {
        assertThat(woo("order.created", Samples.WOOCOMMERCE))
                .containsExactly(
                        new Sold(
                                new NewOrder(
                                        "web",
                                        "727",
                                        new CustomerRef(null, "ana@example.org", "612 345 678"),
                                        Instant.parse("2026-11-10T10:28:02Z"),
                                        EUR,
                                        "ES",
                                        new BigDecimal("40.00"),
                                        List.of(line("93", "Tea", "3", "13.333333")),
                                        "woocommerce")));
    }

    @ParameterizedTest
    @CsvSource({
        "pending, false",
        "on-hold, false",
        "failed, false",
        "checkout-draft, false",
        "processing, true",
        "completed, true",
    })
    void aWooCommerceOrderIsASaleOncePaid(String status, boolean sale) {
        String order =
                Samples.WOOCOMMERCE
                        .replace("\"processing\"", "\"" + status + "\"")
                        .replace("\"2026-11-10T10:28:08\"", "null");
        assertThat(!woo("order.updated", order).isEmpty()).isEqualTo(sale);
    }

    @Test
    void wooCommerceRefundsTakeTheirShareAndTogetherAllOfIt() {
        String refunded =
                Samples.WOOCOMMERCE
                        .replace(
                                "\"refunds\":[]",
                                "\"refunds\":[{\"id\":729,\"reason\":\"\",\"total\":\"-50.00\"},"
                                        + "{\"id\":728,\"reason\":\"late\",\"total\":\"-10.00\"}]")
                        .replace("\"processing\"", "\"refunded\"");
        List<ShopEvent> events = woo("order.updated", refunded);
        assertThat(events).hasSize(4);
        Refunded first = (Refunded) events.get(1);
        Refunded second = (Refunded) events.get(2);
        assertThat(first.refundId()).isEqualTo("728");
        assertThat(first.amount()).isEqualTo(new BigDecimal("6.67"));
        assertThat(first.reason()).isEqualTo("late");
        assertThat(first.refundedAt()).isEqualTo(Instant.parse("2026-11-12T08:00:00Z"));
        assertThat(second.amount()).isEqualTo(new BigDecimal("33.33"));
        assertThat(((Refunded) events.get(3)).amount()).isNull();
    }

    @Test
    void aDeletedWooCommerceOrderIsCancelled() {
        assertThat(woo("order.deleted", "{\"id\":727}"))
                .containsExactly(
                        new Refunded(
                                "web",
                                "727",
                                "727/cancelled",
                                NOW,
                                null,
                                null,
                                "deleted",
                                "woocommerce"));
    }

    @Test
    void wooCommercesTrialCallIsAGreetingAndNothingElseIs() {
        var dialect = new WooCommerceDialect();
        assertThat(dialect.greeting(request("", "", "webhook_id=12"))).isTrue();
        assertThat(dialect.greeting(request("", "", "webhook_id=12&x=1"))).isFalse();
        assertThat(dialect.greeting(request("", "", Samples.WOOCOMMERCE))).isFalse();
    }

    @Test
    void aSegmentOrderFieldByField() {
        assertThat(segment(Samples.SEGMENT))
                .containsExactly(
                        new Sold(
                                new NewOrder(
                                        "web",
                                        "50314b8e9bcf000000000000",
                                        new CustomerRef("C-17", "ana@example.org", null),
                                        Instant.parse("2026-11-10T10:30:08.276Z"),
                                        USD,
                                        null,
                                        new BigDecimal("22.50"),
                                        List.of(
                                                line("45790-32", "Monopoly", "1", "19.000000"),
                                                line("505b", null, "2", "3.000000")),
                                        "segment")));
    }

    @Test
    void withoutASubtotalSegmentsRevenueIsTheTotalLessTaxAndShippingElseItsRevenue() {
        String order = Samples.SEGMENT.replace("\"subtotal\":22.50,", "");
        assertThat(sale(segment(order)).exactRevenue()).isEqualTo(new BigDecimal("22.50"));
        assertThat(sale(segment(order.replace("\"tax\":2,", ""))).exactRevenue())
                .isEqualTo(new BigDecimal("25.00"));
    }

    @Test
    void segmentsRefundsAndCancellationsFollowTheirOrder() {
        assertThat(segment(Samples.SEGMENT_REFUND))
                .containsExactly(
                        new Refunded(
                                "web",
                                "50314b8e9bcf000000000000",
                                "50314b8e9bcf000000000000/ajs-2",
                                Instant.parse("2026-11-12T10:30:08Z"),
                                new BigDecimal("10.00"),
                                USD,
                                null,
                                "segment"));
        assertThat(((Refunded) segment(Samples.SEGMENT_CANCELLED).getFirst()).amount()).isNull();
        assertThat(segment(Samples.SEGMENT.replace("Order Completed", "Order Updated"))).isEmpty();
        assertThat(segment("{\"type\":\"page\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1234, 1234", "KWD, 12.3456, 12.346", "EUR, 0.005, 0.01"})
    void amountsHaveTheDecimalsOfTheirCurrency(String currency, String told, String kept) {
        String order =
                Samples.SEGMENT.replace("22.50", told).replace("\"usd\"", "\"" + currency + "\"");
        assertThat(sale(segment(order)).exactRevenue()).isEqualTo(new BigDecimal(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "1e-400",
                "\"1e5\"",
                "\"12,50\"",
                "\"NaN\"",
                "-1",
                "9999999999999",
                "{}",
                "[]",
                "true"
            })
    void whatIsNoAmountIsNamedByItsPlace(String amount) {
        assertThatThrownBy(() -> segment(Samples.SEGMENT.replace("22.50", amount)))
                .isInstanceOf(MalformedWebhookException.class)
                .hasMessageContaining("properties.");
    }

    @Test
    void anEmptyNumberIsRefused() {
        assertThatThrownBy(() -> segment(Samples.SEGMENT.replace("50314b8e9bcf000000000000", " ")))
                .isInstanceOf(MalformedWebhookException.class)
                .hasMessage("Nothing at properties.order_id");
        assertThatThrownBy(() -> shopify("orders/paid", "{\"id\":null}"))
                .isInstanceOf(MalformedWebhookException.class);
        assertThatThrownBy(() -> woo("order.deleted", "{}"))
                .isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void topicsThatWeDoNotKnowSayNothing() {
        assertThat(shopify("products/create", "not even JSON")).isEmpty();
        assertThat(woo("coupon.created", "[]")).isEmpty();
    }

    /// Digests made with OpenSSL 3 over the body `{"id":1}` and the key `0123456789abcdef`.
    @Test
    void signaturesAreThoseOfTheProviders() {
        String key = "0123456789abcdef";
        signed(new ShopifyDialect(), "x-shopify-hmac-sha256", SHA256, key);
        signed(new WooCommerceDialect(), "x-wc-webhook-signature", SHA256, key);
        signed(new SegmentDialect(), "x-signature", SHA1, key);
    }

    private static final String SHA256 = "VkyImW7KCU6GlivIw8oo9oaLGfFkbFQtKbUTK4T5PcM=";
    private static final String SHA1 = "b3787d12e3013cee56d81b599762da95842e3f17";

    private static void signed(ShopDialect dialect, String header, String digest, String key) {
        WebhookRequest good = request(header, digest, "{\"id\":1}");
        assertThat(dialect.authentic(good, key)).isTrue();
        assertThat(dialect.authentic(good, key + "x")).isFalse();
        assertThat(dialect.authentic(request(header, digest, "{\"id\":2}"), key)).isFalse();
        assertThat(dialect.authentic(request("other", digest, "{\"id\":1}"), key)).isFalse();
    }

    private static List<ShopEvent> shopify(String topic, String body) {
        return new ShopifyDialect()
                .read(request("x-shopify-topic", topic, body), "web", NOW)
                .events();
    }

    private static List<ShopEvent> woo(String topic, String body) {
        return new WooCommerceDialect()
                .read(request("x-wc-webhook-topic", topic, body), "web", NOW)
                .events();
    }

    private static List<ShopEvent> segment(String body) {
        return new SegmentDialect().read(request("", "", body), "web", NOW).events();
    }

    private static NewOrder sale(List<ShopEvent> events) {
        return ((Sold) events.getFirst()).order();
    }

    private static WebhookRequest request(String header, String value, String body) {
        return new WebhookRequest(Map.of(header, value), body.getBytes(StandardCharsets.UTF_8));
    }

    private static OrderLine line(String sku, String name, String quantity, String price) {
        return new OrderLine(sku, name, new BigDecimal(quantity), new BigDecimal(price));
    }
}
