package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.server.shop.ShopCalls.Place;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// Two webhooks of one shop at once.
@ServerTest
final class ShopRaceTest {

    private static final int ROUNDS = 40;
    private static final String ORDER = "50314b8e9bcf000000000000";

    private final ShopCalls calls;
    private final DSLContext dsl;

    ShopRaceTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.calls = new ShopCalls(callers, dsl);
        this.dsl = dsl;
    }

    @Test
    void aRefundAndItsOrderAtOnceAreBothRecorded() throws Exception {
        Place shop = calls.open("segment");
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(shop, of(Samples.SEGMENT_REFUND, round), of(Samples.SEGMENT, round));
        }
        assertThat(documents(shop, "sale")).isEqualTo(ROUNDS);
        assertThat(documents(shop, "refund")).isEqualTo(ROUNDS);
        calls.view(shop).jsonPath("$.waiting").isEqualTo(0).jsonPath("$.refused").isEqualTo(0);
    }

    @Test
    void twoRefundsOfTheSameMoneyAtOnceTakeItOnce() throws Exception {
        Place shop = calls.open("segment");
        String back = Samples.SEGMENT_REFUND.replace("10.00", "15.00");
        for (int round = 0; round < ROUNDS; round++) {
            calls.tell(shop, "", of(Samples.SEGMENT, round)).expectStatus().isOk();
            atOnce(shop, of(back, round), of(back.replace("ajs-2", "ajs-4"), round));
        }
        assertThat(documents(shop, "refund")).isEqualTo(2 * ROUNDS);
        assertThat(
                        dsl.fetchSingle(
                                        "select sum(revenue) from shop_order where store = {0}",
                                        DSL.val(shop.name()))
                                .get(0, BigDecimal.class))
                .isZero();
        calls.view(shop).jsonPath("$.refused").isEqualTo(ROUNDS);
    }

    private static String of(String body, int round) {
        return body.replace(ORDER, "order-" + round);
    }

    private void atOnce(Place shop, String one, String other)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> tell(start, shop, one));
            Future<?> second = threads.submit(() -> tell(start, shop, other));
            first.get();
            second.get();
        }
    }

    private Void tell(CyclicBarrier start, Place shop, String body)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        calls.tell(shop, "", body).expectStatus().isOk();
        return null;
    }

    private int documents(Place shop, String kind) {
        return dsl.fetchCount(
                DSL.table("shop_order"),
                DSL.field("store").eq(shop.name()).and(DSL.field("kind").eq(kind)));
    }
}
