package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.server.shop.Readings.line;
import static org.parley.server.shop.Readings.sale;
import static org.parley.server.shop.Readings.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.shop.ShopEvent;
import org.parley.core.shop.ShopEvent.Refunded;
import org.parley.core.shop.ShopEvent.Sold;

class ShopifyDialectTest {

    private static final Currency USD = Currency.getInstance("USD");

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

    @ParameterizedTest
    @CsvSource({"22.00, 20.00", "20.00, 18.00"})
    void aRefundInTheCustomersCurrencyThatComesAloneIsTakenInTheShops(
            String back, String recorded) {
        // 2.00 of tax beside the prices, or within them; 20.00 USD are 30.00 CAD
        Map<String, String> customers = Map.of("22.00", "33.00", "20.00", "30.00");
        String refund =
                """
                {"id":929361464,"order_id":5940139491234,"created_at":"2026-11-12T09:00:00-05:00",
                 "refund_line_items":[{"subtotal":20.00,"total_tax":2.00,
                   "subtotal_set":{"shop_money":{"amount":"20.00","currency_code":"USD"},
                     "presentment_money":{"amount":"30.00","currency_code":"CAD"}},
                   "total_tax_set":{"shop_money":{"amount":"2.00","currency_code":"USD"},
                     "presentment_money":{"amount":"3.00","currency_code":"CAD"}}}],
                 "transactions":[{"kind":"refund","status":"success","amount":"%s","currency":"CAD"}]}\
                """
                        .formatted(customers.get(back));
        Refunded refunded = (Refunded) shopify("refunds/create", refund).getFirst();
        assertThat(refunded.amount()).isEqualTo(new BigDecimal(recorded));
        assertThat(refunded.currency()).isEqualTo(USD);
    }

    @Test
    void moneyBackWithoutArticlesHasTheCurrencyOfItsAdjustment() {
        String refund =
                """
                {"id":1,"order_id":2,"created_at":"2026-11-12T09:00:00-05:00",
                 "order_adjustments":[{"kind":"refund_discrepancy","amount":"-8.00",
                   "amount_set":{"shop_money":{"amount":"-8.00","currency_code":"USD"},
                     "presentment_money":{"amount":"-12.00","currency_code":"CAD"}}}],
                 "transactions":[{"kind":"refund","status":"success","amount":"12.00","currency":"CAD"}]}\
                """;
        Refunded refunded = (Refunded) shopify("refunds/create", refund).getFirst();
        assertThat(refunded.amount()).isEqualTo(new BigDecimal("8.00"));
        assertThat(refunded.currency()).isEqualTo(USD);
    }

    @Test
    void aNumberThatNobodyCanKeepIsRefusedByItsPlace() {
        assertThatThrownBy(() ->
                        shopify(
                                "refunds/create",
                                Samples.SHOPIFY_REFUND.replace("929361464", "\"9\\u0000\"")))
                .isInstanceOf(MalformedWebhookException.class)
                .hasMessageEndingWith(" at id");
    }
}
