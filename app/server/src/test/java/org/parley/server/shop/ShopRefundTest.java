package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.core.shop.WaitingRoom;
import org.parley.server.shop.ShopCalls.Place;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/// Refunds and cancellations of shops: before their order, beyond it, in another currency.
@ServerTest
final class ShopRefundTest {

    private static final String ORDER = "5940139491234";

    private final Callers callers;
    private final ShopCalls calls;
    private final WaitingRoom room;
    private final DSLContext dsl;

    ShopRefundTest(
            @Autowired Callers callers, @Autowired WaitingRoom room, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.calls = new ShopCalls(callers, dsl);
        this.room = room;
        this.dsl = dsl;
    }

    @Test
    void aRefundThatComesBeforeItsOrderWaitsForIt() {
        Place shop = calls.open("shopify");
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND).expectStatus().isOk();
        assertThat(calls.documents(shop)).isEmpty();
        calls.tell(shop, "orders/paid", Samples.SHOPIFY).expectStatus().isOk();
        calls.tell(shop, "refunds/create", Samples.SHOPIFY_REFUND).expectStatus().isOk();
        assertThat(calls.documents(shop))
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
        assertThat(calls.documents(shop))
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
        calls.tell(shop, "", Samples.SEGMENT_REFUND.replace("USD", "EUR")).expectStatus().isOk();
        assertThat(calls.documents(shop)).hasSize(1);
        calls.view(shop)
                .jsonPath("$.refused")
                .isEqualTo(1)
                .jsonPath("$.waiting")
                .isEqualTo(0)
                .jsonPath("$.lastRefusal")
                .value(text -> assertThat(text.toString()).contains("EUR").contains("USD"));
        // kept for whoever looks into it, until it is told in the order's currency
        assertThat(refusedRefunds(shop)).isEqualTo(1);
        calls.tell(shop, "", Samples.SEGMENT_REFUND).expectStatus().isOk();
        assertThat(calls.documents(shop)).hasSize(2);
        assertThat(refusedRefunds(shop)).isZero();
    }

    @Test
    void aRefundThatWaitedAndIsRefusedIsKeptWithItsReason() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT_REFUND.replace("USD", "EUR")).expectStatus().isOk();
        calls.view(shop).jsonPath("$.waiting").isEqualTo(1).jsonPath("$.refused").isEqualTo(0);
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        assertThat(calls.documents(shop)).hasSize(1);
        assertThat(refusedRefunds(shop)).isEqualTo(1);
        calls.view(shop).jsonPath("$.waiting").isEqualTo(0).jsonPath("$.refused").isEqualTo(1);
    }

    @Test
    void aRefundBeyondItsOrderTakesWhatIsLeftAndThatIsSaid() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        String beyond = Samples.SEGMENT_REFUND.replace("10.00", "30.00");
        calls.tell(shop, "", beyond).expectStatus().isOk();
        calls.tell(shop, "", beyond).expectStatus().isOk();
        String order = "50314b8e9bcf000000000000";
        calls.view(shop)
                .jsonPath("$.refused")
                .isEqualTo(1)
                .jsonPath("$.lastRefusal")
                .isEqualTo(
                        "Refund %s/ajs-2 of 30.00 USD is more than the 22.50 USD left of order %s; that much was recorded"
                                .formatted(order, order));
        calls.tell(shop, "", Samples.SEGMENT_REFUND.replace("ajs-2", "ajs-9"))
                .expectStatus()
                .isOk();
        assertThat(calls.documents(shop))
                .containsExactly(
                        order + " sale 2250 USD", order + "/ajs-2 refund -2250 USD of " + order);
        calls.view(shop).jsonPath("$.refused").isEqualTo(2);
        assertThat(refusedRefunds(shop)).isEqualTo(1);
    }

    @Test
    void anOrderThatComesByTheApiHasTheRefundsThatWaitedForIt() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT_REFUND).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT_CANCELLED.replace("50314b8e9bcf", "never-comes-"))
                .expectStatus()
                .isOk();
        room.settle();
        calls.view(shop).jsonPath("$.waiting").isEqualTo(2);
        String order = "50314b8e9bcf000000000000";
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", shop.name())
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        Map.of(
                                "store",
                                shop.name(),
                                "orderId",
                                order,
                                "placedAt",
                                "2026-11-10T10:30:08Z",
                                "currency",
                                "USD",
                                "revenue",
                                "22.50"))
                .exchange()
                .expectStatus()
                .isCreated();
        room.settle();
        room.settle();
        assertThat(calls.documents(shop))
                .containsExactly(
                        order + " sale 2250 USD", order + "/ajs-2 refund -1000 USD of " + order);
        calls.view(shop).jsonPath("$.waiting").isEqualTo(1);

        dsl.execute(
                "update waiting_refund set heard_at = now() - interval '89 days' where store = {0}",
                DSL.val(shop.name()));
        room.settle();
        calls.view(shop).jsonPath("$.waiting").isEqualTo(1);
        dsl.execute(
                "update waiting_refund set heard_at = now() - interval '91 days' where store = {0}",
                DSL.val(shop.name()));
        room.settle();
        calls.view(shop).jsonPath("$.waiting").isEqualTo(0);
    }

    /// A thousand orders whose refunds say a currency that there is not, and one behind them.
    @Test
    void ordersThatFailKeepNoOtherWaitingAndAreLoggedOnce() {
        String store = calls.open("segment").name();
        dsl.execute(
                """
                with orders as (
                  select 'bad-' || lpad(i::text, 4, '0') as id, 'zzz' as currency from generate_series(1, 1000) i
                  union all
                  select 'good', 'EUR'
                ), sold as (
                  insert into shop_order (store, external_id, kind, placed_at, currency, revenue, revenue_minor, source)
                  select {0}, id, 'sale', now(), 'EUR', 10, 1000, 'import' from orders
                )
                insert into waiting_refund (store, refund_id, order_id, amount, currency, refunded_at, source)
                select {0}, id || '-back', id, 4, currency, now(), 'test' from orders
                """,
                DSL.val(store));
        var log = (Logger) LoggerFactory.getLogger(WaitingRoom.class);
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        log.addAppender(told);
        try {
            room.settle();
        } finally {
            log.detachAppender(told);
        }
        assertThat(
                        dsl.fetchValue(
                                "select revenue_minor from shop_order where store = {0} and refund_of = 'good'",
                                DSL.val(store)))
                .isEqualTo(-400L);
        assertThat(told.list)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).contains("1000 orders"));
        dsl.execute("delete from waiting_refund where store = {0}", DSL.val(store));
    }

    @Test
    void segmentTellsACancellationBeforeItsOrder() {
        Place shop = calls.open("segment");
        calls.tell(shop, "", Samples.SEGMENT_CANCELLED).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT_REFUND).expectStatus().isOk();
        calls.tell(shop, "", Samples.SEGMENT).expectStatus().isOk();
        String order = "50314b8e9bcf000000000000";
        assertThat(calls.documents(shop))
                .containsExactly(
                        order + " sale 2250 USD",
                        order + "/ajs-2 refund -1000 USD of " + order,
                        order + "/cancelled refund -1250 USD of " + order);
    }

    private int refusedRefunds(Place shop) {
        return dsl.fetchCount(
                DSL.table("waiting_refund"),
                DSL.field("store").eq(shop.name()).and("refusal is not null"));
    }
}
