package org.parley.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.IDEMPOTENT_REQUEST;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.EchoController;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A POST that is repeated happens once.
@ServerTest
final class IdempotencyTest {

    private static final String ORDER = "{\"store\":\"s\",\"arms\":[]}";

    private final Callers callers;
    private final EchoController echo;
    private final DSLContext postgres;
    private RestTestClient shop;

    IdempotencyTest(
            @Autowired Callers callers,
            @Autowired EchoController echo,
            @Autowired DSLContext postgres) {
        this.callers = callers;
        this.echo = echo;
        this.postgres = postgres;
    }

    @BeforeEach
    void aNewProgram() {
        shop = callers.program(Role.FINANCE);
    }

    @Test
    void theSameKeyAndBodyGetTheSameAnswerWithoutAnotherOrder() {
        var first = body(post(shop, "a", ORDER).expectStatus().isCreated());
        int orders = echo.orders.get();
        var second =
                post(shop, "a", ORDER)
                        .expectStatus()
                        .isCreated()
                        .expectHeader()
                        .valueEquals("Idempotent-Replayed", "true")
                        .expectHeader()
                        .exists(HttpHeaders.LOCATION);
        assertThat(body(second)).isEqualTo(first);
        assertThat(echo.orders).hasValue(orders);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post(shop, "a", ORDER).expectStatus().isCreated();
        post(shop, "a", "{\"store\":\"t\",\"arms\":[]}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://parley.example/problems/idempotency-mismatch");
    }

    @Test
    void aKeyBelongsToItsCaller() {
        post(shop, "a", ORDER).expectStatus().isCreated();
        int orders = echo.orders.get();
        post(callers.program(Role.FINANCE), "a", ORDER).expectStatus().isCreated();
        assertThat(echo.orders).hasValue(orders + 1);
    }

    @Test
    void whileTheFirstIsBeingWorkedOnASecondIsAskedToComeBack() throws Exception {
        echo.entered = new CountDownLatch(1);
        echo.leave = new CountDownLatch(1);
        int orders = echo.orders.get();
        var first =
                CompletableFuture.supplyAsync(
                        () -> body(post(shop, "slow", ORDER).expectStatus().isCreated()));
        try {
            assertThat(echo.entered.await(60, TimeUnit.SECONDS)).isTrue();
            post(shop, "slow", ORDER)
                    .expectStatus()
                    .isEqualTo(409)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "1");
        } finally {
            echo.leave.countDown();
        }
        var answer = first.get();
        assertThat(body(post(shop, "slow", ORDER).expectStatus().isCreated())).isEqualTo(answer);
        assertThat(echo.orders).hasValue(orders + 1);
    }

    @Test
    void aRefusedRequestChangedNothingAndMayBeMendedUnderItsKey() {
        post(shop, "a", "{\"store\":\"closed\",\"arms\":[]}").expectStatus().isEqualTo(409);
        post(shop, "a", ORDER).expectStatus().isCreated();
    }

    @Test
    void whatADeadNodeLeftUnansweredIsWorkedOnAgain() {
        post(shop, "a", ORDER).expectStatus().isCreated();
        var row = IDEMPOTENT_REQUEST;
        postgres.update(row).setNull(row.STATUS).setNull(row.BODY).execute();
        post(shop, "a", ORDER).expectStatus().isEqualTo(409);
        postgres.update(row).set(row.CREATED_AT, Instant.now().minusSeconds(301)).execute();
        post(shop, "a", ORDER).expectStatus().isCreated();
    }

    @Test
    void ordersNeedAKeyAndTheKeyMustBePlain() {
        shop.post()
                .uri("/api/v1/orders/echo")
                .contentType(MediaType.APPLICATION_JSON)
                .body(ORDER)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
        post(shop, "x".repeat(201), ORDER).expectStatus().isBadRequest();
    }

    private static ResponseSpec post(RestTestClient client, String key, String body) {
        return client.post()
                .uri("/api/v1/orders/echo")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static String body(ResponseSpec response) {
        return response.expectBody(String.class).returnResult().getResponseBody();
    }
}
