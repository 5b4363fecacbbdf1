package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.parley.server.shop.ShopCalls.Place;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// Promo codes in the orders of shops, from the signed bytes to the credit of their messages.
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PromoCodeWebhookTest {

    private final ShopCalls calls;
    private final DSLContext dsl;
    private int run;

    PromoCodeWebhookTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.calls = new ShopCalls(callers, dsl);
        this.dsl = dsl;
    }

    /// Three people got a message with a code on 1 November, and nobody clicked.
    @BeforeAll
    void sent() {
        run =
                dsl.resultQuery(
                                """
                                with s as (insert into segment (name, rule) values ('coded', '{"all":[]}') returning id),
                                m as (insert into message (name) values ('coded') returning id),
                                v as (insert into message_variant (message_id, name, content) select id, 'A', '{}' from m returning id),
                                c as (
                                  insert into campaign (name, segment_id, message_id, seed, created_by)
                                  select 'coded', s.id, m.id, 's', 'test' from s, m returning id),
                                o as (
                                  insert into offer (name, source, created_by, created_at) values ('coded', 'pool', 'test', now()) returning id),
                                a as (
                                  insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight, offer_id)
                                  select c.id, 1, 'Viber', v.id, 'viber', 10000, o.id from c, v, o),
                                p as (
                                  insert into contact (external_id, email)
                                  select 'coded' || i, 'coded' || i || '@example.org' from generate_series(1, 3) i returning id, external_id),
                                k as (
                                  insert into promo_code (offer_id, code, campaign_id, contact_id, issued_at)
                                  select o.id, 'Hook-' || right(p.external_id, 1), c.id, p.id, '2026-11-01T10:00Z' from o, c, p),
                                r as (
                                  insert into run (campaign_id, fire_time, state, started_at, targeted)
                                  select id, '2026-11-01T10:00Z', 'finished', '2026-11-01T10:00Z', 3 from c returning id),
                                l as (
                                  insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at)
                                  select r.id, right(p.external_id, 1)::int, p.id, 1, 'viber', p.external_id, 'sent', '2026-11-01T10:00Z' from r, p)
                                select id from r
                                """)
                        .fetchSingle(0, Integer.class);
    }

    @Test
    void shopifyTellsDiscountCodes() {
        Place shop = calls.open("shopify");
        calls.tell(
                        shop,
                        "orders/paid",
                        Samples.SHOPIFY
                                .replace("Ana@Example.org", "coded1@example.org")
                                .replace("+34612345678", "")
                                .replace(
                                        "\"refunds\":[]",
                                        "\"refunds\":[],\"discount_codes\":[{\"code\":\"WELCOME\"},{\"code\":\"HOOK-1\",\"amount\":\"5.00\"}]"))
                .expectStatus()
                .isOk();
        credited(shop, "1 code");
        assertThat(
                        dsl.fetch(
                                        "select code from shop_order_code join shop_order on id = shop_order_id where store = {0} order by 1",
                                        DSL.val(shop.name()))
                                .getValues(0, String.class))
                .containsExactly("HOOK-1", "WELCOME");
    }

    @Test
    void wooCommerceTellsCouponLines() {
        Place shop = calls.open("woocommerce");
        calls.tell(
                        shop,
                        "order.created",
                        Samples.WOOCOMMERCE
                                .replace("ana@example.org", "coded1@example.org")
                                .replace("612 345 678", "")
                                .replace(
                                        "\"refunds\":[]",
                                        "\"refunds\":[],\"coupon_lines\":[{\"id\":1,\"code\":\"hook-2\"}]"))
                .expectStatus()
                .isOk();
        credited(shop, "2 code_of_another");
    }

    @Test
    void segmentTellsACouponAndTheCustomerNeedNotBeKnown() {
        Place shop = calls.open("segment");
        calls.tell(
                        shop,
                        "",
                        Samples.SEGMENT
                                .replace("hasbros", "Hook-3")
                                .replace("C-17", "nobody")
                                .replace("ana@example.org", "nobody-at-all@example.org"))
                .expectStatus()
                .isOk();
        credited(shop, "3 code");
    }

    @Test
    void theTitleOfADiscountThatIsNoCodeRefusesNothing() {
        Place shop = calls.open("shopify");
        calls.tell(
                        shop,
                        "orders/paid",
                        Samples.SHOPIFY.replace(
                                "\"refunds\":[]",
                                "\"refunds\":[],\"discount_codes\":[{\"code\":\""
                                        + "long ".repeat(40)
                                        + "\"},{\"amount\":\"1.00\"},{\"code\":{}},{\"code\":\"Été\"}]"))
                .expectStatus()
                .isOk();
        assertThat(calls.documents(shop)).hasSize(1);
    }

    private void credited(Place shop, String expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        dsl.fetch(
                                                        "select c.ordinal || ' ' || c.touch_kind from credit c join shop_order o on o.id = c.shop_order_id where o.store = {0} and c.run_id = {1}",
                                                        DSL.val(shop.name()), DSL.val(run))
                                                .getValues(0, String.class))
                                .isEqualTo(List.of(expected)));
    }
}
