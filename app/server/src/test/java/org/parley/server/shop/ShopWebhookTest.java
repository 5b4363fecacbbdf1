package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.shop.ShopCalls.Place;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/// Orders of shops, from the signed bytes to the books.
@ServerTest
final class ShopWebhookTest {

    private static final String ORDER = "5940139491234";

    private final Callers callers;
    private final ShopCalls calls;
    private final DSLContext dsl;

    ShopWebhookTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.calls = new ShopCalls(callers, dsl);
        this.dsl = dsl;
    }

    @Test
    void aSignedOrderIsRecordedOnceHoweverOftenItIsTold() {
        Place shop = calls.open("shopify");
        for (int i = 0; i < 3; i++) {
            calls.tell(shop, "orders/paid", Samples.SHOPIFY).expectStatus().isOk();
        }
        calls.tell(shop, "orders/updated", Samples.SHOPIFY.replace("233.00", "200.00"))
                .expectStatus()
                .isOk();
        assertThat(documents(shop)).containsExactly(ORDER + " sale 23300 USD");
        assertThat(
                        dsl.fetch(
                                        "select l.sku from shop_order_line l join shop_order o on"
                                                + " o.id = l.shop_order_id where o.store = {0} order by"
                                                + " 1",
                                        DSL.val(shop.name()))
                                .getValues(0, String.class))
                .containsExactly("808950810", "TEA-1");
        calls.view(shop).jsonPath("$.received").isEqualTo(4).jsonPath("$.ignored").isEqualTo(0);
    }

    @Test
    void aWrongOrMissingSignatureIsRefusedWithoutAWordAndWithoutEffect() {
        Place shop = calls.open("shopify");
        calls.call(shop, "X-Shopify-Topic", "orders/paid", "X-None", "", Samples.SHOPIFY)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .isEmpty();
        calls.call(
                        shop,
                        "X-Shopify-Topic",
                        "orders/paid",
                        "X-Shopify-Hmac-SHA256",
                        ShopCalls.base64("another-secret-of-16", Samples.SHOPIFY),
                        Samples.SHOPIFY)
                .expectStatus()
                .isUnauthorized();
        assertThat(documents(shop)).isEmpty();
        calls.view(shop).jsonPath("$.received").isEqualTo(0).jsonPath("$.lastReceivedAt").isEmpty();
    }

    @Test
    void aMalformedOrderIsRefusedByItsPlaceAndNothingIsStored() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "orders/paid", Samples.SHOPIFY.replace("\"233.00\"", "\"2,33\""))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("No amount at subtotal_price");
        calls.tell(shop, "orders/paid", "{").expectStatus().isBadRequest();
        assertThat(documents(shop)).isEmpty();
    }

    @Test
    void otherTopicsAreAnsweredAndCounted() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "products/update", "{}").expectStatus().isOk();
        calls.tell(shop, "orders/create", Samples.SHOPIFY.replace("\"paid\"", "\"pending\""))
                .expectStatus()
                .isOk();
        assertThat(documents(shop)).isEmpty();
        calls.view(shop).jsonPath("$.received").isEqualTo(2).jsonPath("$.ignored").isEqualTo(2);
    }

    @Test
    void aRefundThatComesBeforeItsOrderWaitsForIt() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND).expectStatus().isOk();
        assertThat(documents(shop)).isEmpty();
        calls.tell(shop, "orders/paid", Samples.SHOPIFY).expectStatus().isOk();
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND).expectStatus().isOk();
        assertThat(documents(shop))
                .containsExactly(
                        ORDER + " sale 23300 USD", "929361464 refund -2000 USD of " + ORDER);
        assertThat(dsl.fetchCount(DSL.table("waiting_refund"), DSL.field("store").eq(shop.name())))
                .isZero();
    }

    @Test
    void aCancellationAfterAPartialRefundGivesBackWhatIsLeftAndNothingMoreComesAfter() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "orders/paid", Samples.SHOPIFY).expectStatus().isOk();
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND).expectStatus().isOk();
        String cancelled =
                Samples.SHOPIFY.replace(
                        "\"cancelled_at\":null", "\"cancelled_at\":\"2026-11-13T10:00:00Z\"");
        calls.tell(shop, "orders/cancelled", cancelled).expectStatus().isOk();
        calls.tell(shop, "orders/cancelled", cancelled).expectStatus().isOk();
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND.replace("929361464", "929361465"))
                .expectStatus()
                .isOk();
        assertThat(documents(shop))
                .containsExactly(
                        ORDER + " sale 23300 USD",
                        ORDER + "/cancelled refund -21300 USD of " + ORDER,
                        "929361464 refund -2000 USD of " + ORDER);
    }

    @Test
    void aRefundInAnotherCurrencyIsShownAsRefused() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT_REFUND.replace("USD", "EUR")).expectStatus().isOk();
        assertThat(documents(shop)).hasSize(1);
        calls.view(shop)
                .jsonPath("$.refused")
                .isEqualTo(1)
                .jsonPath("$.lastRefusal")
                .value(text -> assertThat(text.toString()).contains("EUR").contains("USD"));
    }

    @Test
    void segmentTellsACancellationBeforeItsOrder() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT_CANCELLED).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT_REFUND).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        String order = "50314b8e9bcf000000000000";
        assertThat(documents(shop))
                .containsExactly(
                        order + " sale 2250 USD",
                        order + "/ajs-2 refund -1000 USD of " + order,
                        order + "/cancelled refund -1250 USD of " + order);
    }

    @Test
    void wooCommerceTriesItsAddressAndThenTellsAnOrderPaidAndRefunded() {
        Place shop = calls.open("woocommerce");
        calls.call(shop, "X-None", "", "X-None-Either", "", "webhook_id=7").expectStatus().isOk();
        calls.tell(shop, "order.created", Samples.WOOCOMMERCE).expectStatus().isOk();
        calls.tell(
                        shop,
                        "order.updated",
                        Samples.WOOCOMMERCE.replace(
                                "\"refunds\":[]",
                                "\"refunds\":[{\"id\":728,\"total\":\"-10.00\"}]"))
                .expectStatus()
                .isOk();
        calls.tell(shop, "order.deleted", "{\"id\":727}").expectStatus().isOk();
        assertThat(documents(shop))
                .containsExactly(
                        "727 sale 4000 EUR",
                        "727/cancelled refund -3333 EUR of 727",
                        "728 refund -667 EUR of 727");
    }

    @Test
    void theCustomerIsMatchedAndWhoIsNobodyIsShownAsUnmatched() {
        Place shop = calls.open("shopify");
        String mailbox = "matched" + shop.id() + "@example.org";
        dsl.execute("insert into contact (external_id, email) values ({0}, {0})", DSL.val(mailbox));
        calls.tell(shop, "orders/paid", Samples.SHOPIFY.replace("Ana@Example.org", mailbox))
                .expectStatus()
                .isOk();
        calls.tell(
                        shop,
                        "orders/paid",
                        Samples.SHOPIFY
                                .replace(ORDER, "77")
                                .replace("Ana@Example.org", "nobody@example.org")
                                .replace("+34612345678", ""))
                .expectStatus()
                .isOk();
        String unmatched =
                callers.program(Role.FINANCE)
                        .get()
                        .uri("/api/v1/orders?matched=false&limit=200")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(unmatched)
                .contains("\"store\":\"" + shop.name() + "\",\"orderId\":\"77\",\"matched\":false")
                .doesNotContain("\"store\":\"" + shop.name() + "\",\"orderId\":\"" + ORDER)
                .doesNotContain("@");
    }

    /// What can be read can be stored, whatever numbers and texts stand in it.
    @Test
    void aSignedMutatedOrderNeverBreaksAnything() {
        Place shop = calls.open("segment");
        Random random = new Random(119);
        for (int i = 0; i < 500; i++) {
            byte[] body =
                    ShopFuzzTest.mutated(
                            List.of(Samples.SEGMENT, Samples.SEGMENT_REFUND).get(random.nextInt(2)),
                            random);
            String text = new String(body, StandardCharsets.ISO_8859_1);
            int status =
                    callers.anybody()
                            .post()
                            .uri("/webhooks/shops/segment/" + shop.name())
                            .header("X-Signature", ShopCalls.hex(ShopCalls.SECRET, body))
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(body)
                            .exchange()
                            .returnResult()
                            .getStatus()
                            .value();
            assertThat(status).as(text).isIn(200, 400);
        }
        assertThat(
                        dsl.fetchSingle(
                                        "select coalesce(min(left_over), 0) from (select"
                                                + " sum(revenue_minor) as left_over from shop_order"
                                                + " where store = {0} group by coalesce(refund_of,"
                                                + " external_id)) x",
                                        DSL.val(shop.name()))
                                .get(0, BigDecimal.class))
                .isGreaterThanOrEqualTo(BigDecimal.ZERO);
    }

    private List<String> documents(Place shop) {
        return dsl.fetch(
                        "select external_id || ' ' || kind || ' ' || revenue_minor || ' ' ||"
                                + " currency || coalesce(' of ' || refund_of, '') from shop_order where"
                                + " store = {0} order by external_id collate \"C\"",
                        DSL.val(shop.name()))
                .getValues(0, String.class);
    }
}
