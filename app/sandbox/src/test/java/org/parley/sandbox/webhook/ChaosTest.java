package org.parley.sandbox.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sandbox.Caller;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;

class ChaosTest {
    private Sandbox sandbox;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withHabits(Habits.all(Propensities.QUIET))
                                .withWebhooks(
                                        new WebhookSettings(
                                                Duration.ofSeconds(5),
                                                Duration.ofMillis(10),
                                                Duration.ofMillis(40),
                                                4)));
        sandbox.viberWebhook(parley.uri("/viber"));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void everyWebhookTwiceWhenDuplicatesAreCertain() throws Exception {
        sandbox.chaos().plan(new ChaosPlan(1, Duration.ZERO, true));
        send(10);
        Map<String, Long> bodies = bodies();
        assertThat(bodies).hasSize(20);
        assertThat(bodies.values()).containsOnly(2L);
    }

    @Test
    void nothingComesWhileHeldAndAllComesOnRelease() throws Exception {
        sandbox.chaos().hold();
        send(5);
        assertThat(parley.seen("/viber")).isEmpty();
        int released = sandbox.chaos().release();
        quiet();
        assertThat(released).isEqualTo(10);
        assertThat(parley.seen("/viber")).hasSize(10);
    }

    @Test
    void replaySendsEverythingTwiceMoreInAnotherOrder() throws Exception {
        send(20);
        List<String> first = parley.seen("/viber").stream().map(ParleyStandIn.Seen::body).toList();
        assertThat(sandbox.chaos().replayAll(3)).isEqualTo(80);
        quiet();
        assertThat(bodies()).hasSize(40);
        assertThat(bodies().values()).containsOnly(3L);
        List<String> again =
                parley.seen("/viber").stream()
                        .skip(40)
                        .map(ParleyStandIn.Seen::body)
                        .distinct()
                        .toList();
        assertThat(again).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
        assertThat(sandbox.chaos().recorded()).hasSize(40);
    }

    @Test
    void aRefusedWebhookComesAgainUntilItIsTaken() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        parley.answers(_ -> refusals.getAndDecrement() > 0 ? 503 : 200);
        send(1);
        assertThat(parley.seen("/viber")).hasSize(4);
        assertThat(sandbox.webhooks().counts())
                .containsEntry("delivered", 2L)
                .containsEntry("refused", 2L)
                .containsEntry("abandoned", 0L);
    }

    @Test
    void aWebhookThatIsNeverTakenIsGivenUp() throws Exception {
        parley.answers(_ -> 204);
        send(1);
        assertThat(parley.seen("/viber")).hasSize(8);
        assertThat(sandbox.webhooks().counts()).containsEntry("abandoned", 2L);
    }

    private void send(int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            String body =
                    """
                    {"receiver":"user-%d","sender":{"name":"S"},"type":"text","text":"x"}\
                    """
                            .formatted(i);
            assertThat(caller.viberJson("send_message", body).path("status").intValue()).isZero();
        }
        quiet();
    }

    private void quiet() throws InterruptedException {
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(20))).isTrue();
    }

    private Map<String, Long> bodies() {
        return parley.seen("/viber").stream()
                .collect(
                        Collectors.groupingBy(
                                ParleyStandIn.Seen::body,
                                TreeMap::new,
                                Collectors.mapping(Function.identity(), Collectors.counting())));
    }
}
