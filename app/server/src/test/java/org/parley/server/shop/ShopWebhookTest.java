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
        assertThat(calls.documents(shop)).containsExactly(ORDER + " sale 23300 USD");
        assertThat(
                        dsl.fetch(
                                        "select l.sku from shop_order_line l join shop_order o on"
                                                + " o.id = l.shop_order_id where o.store = {0} order by"
                                                + " 1",
                                        DSL.val(shop.name()))
                                .getValues(0, String.class))
                .containsExactly("808950810", "TEA-1");
        calls.view(shop)
                .jsonPath("$.received")
                .isEqualTo(4)
                .jsonPath("$.ignored")
                .isEqualTo(0)
                .jsonPath("$.refused")
                .isEqualTo(1)
                .jsonPath("$.lastRefusal")
                .isEqualTo(
                        "Order "
                                + ORDER
                                + " is recorded with 233.00 USD and is now told with 200.00 USD");
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
        assertThat(calls.documents(shop)).isEmpty();
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
        calls.tell(shop, "orders/paid", Samples.SHOPIFY.replace("\"USD\"", "\"ana@x.org\""))
                .expectStatus()
                .isBadRequest();
        assertThat(calls.documents(shop)).isEmpty();
        calls.view(shop)
                .jsonPath("$.received")
                .isEqualTo(0)
                .jsonPath("$.unreadable")
                .isEqualTo(3)
                .jsonPath("$.lastRefusal")
                .isEqualTo("Not readable: No ISO 4217 currency at currency");
    }

    @Test
    void otherTopicsAreAnsweredAndCounted() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "products/update", "{}").expectStatus().isOk();
        calls.tell(shop, "orders/create", Samples.SHOPIFY.replace("\"paid\"", "\"pending\""))
                .expectStatus()
                .isOk();
        assertThat(calls.documents(shop)).isEmpty();
        calls.view(shop).jsonPath("$.received").isEqualTo(2).jsonPath("$.ignored").isEqualTo(2);
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
        assertThat(calls.documents(shop))
                .containsExactly("727 sale 4000 EUR", "728 refund -667 EUR of 727");
        calls.view(shop).jsonPath("$.ignored").isEqualTo(1);
    }

    @Test
    void anOrderThatStandsAgainAfterItsCancellationIsReported() {
        Place shop = calls.open("woocommerce");
        String cancelled = Samples.WOOCOMMERCE.replace("\"processing\"", "\"cancelled\"");
        calls.tell(shop, "order.updated", cancelled).expectStatus().isOk();
        // of before the cancellation, and only late
        calls.tell(shop, "order.updated", Samples.WOOCOMMERCE.replace("11-12T08", "11-12T07"))
                .expectStatus()
                .isOk();
        calls.view(shop).jsonPath("$.refused").isEqualTo(0);
        calls.tell(shop, "order.updated", Samples.WOOCOMMERCE.replace("11-12T08", "11-12T09"))
                .expectStatus()
                .isOk();
        assertThat(calls.documents(shop))
                .containsExactly("727 sale 4000 EUR", "727/cancelled refund -4000 EUR of 727");
        calls.view(shop)
                .jsonPath("$.refused")
                .isEqualTo(1)
                .jsonPath("$.lastRefusal")
                .isEqualTo("Order 727 stands again, and its cancellation is recorded");
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
}
