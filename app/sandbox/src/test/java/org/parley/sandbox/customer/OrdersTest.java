package org.parley.sandbox.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sandbox.Caller;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class OrdersTest {
    private Sandbox sandbox;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withHabits(Habits.all(new Propensities(1, 1, 1, 1, 0, 1, 1))));
        sandbox.viberWebhook(parley.uri("/viber"));
        sandbox.parley(new ParleyLink(parley.uri("/"), "key-1"));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void aClickLeadsToAnOrderAndItsRefund() throws Exception {
        sandbox.customers()
                .add(
                        new Person("c-1", "Ann", "en", "GB")
                                .on(Channel.VIBER, "user-1")
                                .on(Channel.EMAIL, "ann@example.org"));
        press();
        ParleyStandIn.Seen order = parley.seen("/api/v1/orders").getFirst();
        JsonNode body = order.json();
        assertThat(order.header("Authorization")).isEqualTo("Bearer key-1");
        assertThat(order.header("Idempotency-Key"))
                .isEqualTo("order-" + body.path("orderId").stringValue());
        assertThat(body.path("store").stringValue()).isEqualTo("sandbox-shop");
        assertThat(body.path("customer").toString())
                .isEqualTo("{\"externalId\":\"c-1\",\"email\":\"ann@example.org\"}");
        assertThat(body.path("currency").stringValue()).isEqualTo("GBP");
        BigDecimal sum =
                body.path("lines")
                        .valueStream()
                        .map(line ->
                                new BigDecimal(line.path("unitPrice").stringValue())
                                        .multiply(
                                                BigDecimal.valueOf(
                                                        line.path("quantity").intValue())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(body.path("revenue").stringValue())).isEqualByComparingTo(sum);
        String refundPath =
                "/api/v1/orders/sandbox-shop/" + body.path("orderId").stringValue() + "/refunds";
        JsonNode refund = parley.bodies(refundPath).getFirst();
        assertThat(new BigDecimal(refund.path("amount").stringValue()))
                .isPositive()
                .isLessThanOrEqualTo(sum);
        assertThat(refund.path("refundId").stringValue()).endsWith("-R1");
    }

    @Test
    void aPressedLinkAndAQuickReplyComeBackAsMessages() throws Exception {
        sandbox.customers().add(Person.onViber("c-1", "user-1"));
        press();
        assertThat(parley.bodies("/viber"))
                .extracting(body -> body.path("message").path("text").asString(""))
                .contains(parley.uri("/r/token").toString(), "size-l");
        assertThat(parley.seen("/r/token")).hasSize(1);
    }

    @Test
    void anOrderIsReportedAgainUntilParleyTakesIt() throws Exception {
        sandbox.customers().add(Person.onViber("c-1", "user-1"));
        var failures = new java.util.concurrent.atomic.AtomicInteger(2);
        parley.answers(request ->
                request.uri().getPath().equals("/api/v1/orders") && failures.getAndDecrement() > 0
                        ? 503
                        : 200);
        press();
        List<ParleyStandIn.Seen> orders =
                parley.seen("/api/v1/orders").stream()
                        .filter(request -> request.uri().getPath().equals("/api/v1/orders"))
                        .toList();
        assertThat(orders).hasSize(3);
        assertThat(orders)
                .extracting(request -> request.header("Idempotency-Key"))
                .containsOnly(orders.getFirst().header("Idempotency-Key"));
        assertThat(sandbox.customers().acts().count(Channel.VIBER, Act.Kind.ORDERED)).isEqualTo(1);
        assertThat(sandbox.customers().acts().count(Channel.VIBER, Act.Kind.REFUNDED)).isEqualTo(1);
    }

    @Test
    void aViberUserWhoIsNobodyToTheShopCannotBeNamed() throws Exception {
        press();
        assertThat(parley.seen("/api/v1/orders")).isEmpty();
        assertThat(sandbox.customers().acts().count(Channel.VIBER, Act.Kind.ORDER_NOT_PLACED))
                .isEqualTo(1);
    }

    @Test
    void someBuyWithoutAnyMessage() throws Exception {
        sandbox.customers()
                .book()
                .add(
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> Person.byEmail("c-" + i, "c" + i + "@example.org"))
                                .toList());
        int buyers = sandbox.customers().placeBaseOrders(0.008, "autumn");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(20))).isTrue();
        assertThat(buyers).isBetween(20, 62);
        assertThat(parley.seen("/api/v1/orders")).hasSize(buyers);
        assertThat(sandbox.customers().acts().count(Channel.EMAIL, Act.Kind.BASE_ORDERED))
                .isEqualTo(buyers);
        assertThat(sandbox.customers().placeBaseOrders(0.008, "autumn")).isEqualTo(buyers);
    }

    private void press() throws Exception {
        JsonNode answer =
                caller.viberJson(
                        "send_message",
                        """
                        {"receiver":"user-1","sender":{"name":"S"},"type":"text","text":"Sale",
                         "tracking_data":"run-1","keyboard":{"Type":"keyboard","Buttons":[
                          {"ActionType":"open-url","ActionBody":"%s","Text":"Shop"},
                          {"ActionType":"reply","ActionBody":"size-l","Text":"<b>Size L</b>"}]}}\
                        """
                                .formatted(parley.uri("/r/token")));
        assertThat(answer.path("status").intValue()).as(answer.toString()).isZero();
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(20))).isTrue();
    }
}
