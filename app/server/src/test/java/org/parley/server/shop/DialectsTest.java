package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.server.shop.Readings.line;
import static org.parley.server.shop.Readings.request;
import static org.parley.server.shop.Readings.sale;
import static org.parley.server.shop.Readings.segment;
import static org.parley.server.shop.Readings.shopify;
import static org.parley.server.shop.Readings.woo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.shop.ShopDialect;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;

class DialectsTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void wordsForPeopleAreCutAndCleanedAndNeverRefuseMoney() {
        String odd = "a\\u0000b\\ud83d" + "long ".repeat(200);
        Refunded refund =
                (Refunded)
                        shopify("refunds/create", Samples.SHOPIFY_REFUND.replace("wrong size", odd))
                                .getFirst();
        assertThat(refund.amount()).isEqualTo(new BigDecimal("20.00"));
        assertThat(refund.reason()).startsWith("ablong long").hasSizeBetween(490, 500);

        String refunded =
                Samples.WOOCOMMERCE
                        .replace("\"Tea\"", "\"" + odd + "\"")
                        .replace("ana@example.org", odd)
                        .replace(
                                "\"refunds\":[]",
                                "\"refunds\":[{\"id\":9,\"reason\":{},\"total\":\"-6.00\"}]");
        List<ShopEvent> events = woo("order.updated", refunded);
        assertThat(sale(events).lines().getFirst().description()).startsWith("ablong");
        assertThat(sale(events).customer().email()).isNull();
        assertThat(((Refunded) events.get(1)).reason()).isNull();
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
                                        "woocommerce"),
                                Instant.parse("2026-11-12T08:00:00Z")));
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
    void tidyingUpAWooCommerceOrderGivesNoMoneyBack() {
        assertThat(woo("order.deleted", "{\"id\":727}")).isEmpty();
        assertThat(woo("order.updated", Samples.WOOCOMMERCE.replace("\"processing\"", "\"trash\"")))
                .singleElement()
                .isInstanceOfSatisfying(Sold.class, sold -> assertThat(sold.standsAt()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "refunded", "failed"})
    void aPaidWooCommerceOrderThatIsUndoneGivesBackWhatIsLeft(String status) {
        List<ShopEvent> events =
                woo(
                        "order.updated",
                        Samples.WOOCOMMERCE.replace("\"processing\"", "\"" + status + "\""));
        assertThat(events)
                .last()
                .isEqualTo(
                        Refunded.cancelled(
                                "web",
                                "727",
                                Instant.parse("2026-11-12T08:00:00Z"),
                                status,
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
                                        "segment",
                                        List.of("hasbros"))));
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
        assertThatThrownBy(() -> woo("order.updated", "{}"))
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
}
