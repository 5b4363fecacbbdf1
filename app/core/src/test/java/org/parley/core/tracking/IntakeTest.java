package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.WebhookRequest;

class IntakeTest {

    private final TrackingWorld world = new TrackingWorld();

    @Test
    void aSignedWebhookIsStoredByteForByte() {
        String body = " [ {\"type\" : \"x\u00e4\"} ]\n";
        assertThat(world.webhooks.receive("fake", "main", FakeAdapter.signed(body)))
                .isEqualTo(new Intake.Received());
        assertThat(world.dsl.fetchSingle("select body from webhook_delivery").get(0, byte[].class))
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aForgedOrUnsignedWebhookIsNotStored() {
        WebhookRequest signed = FakeAdapter.signed("[]");
        byte[] other = "[ ]".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        world.webhooks.receive(
                                "fake", "main", new WebhookRequest(signed.headers(), other)))
                .isEqualTo(new Intake.NotAuthentic());
        assertThat(world.webhooks.receive("fake", "main", new WebhookRequest(Map.of(), other)))
                .isEqualTo(new Intake.NotAuthentic());
        assertThat(world.count("webhook_delivery")).isZero();
    }

    @Test
    void whatIsNotOursIsUnknown() {
        assertThat(world.webhooks.receive("fake", "other", FakeAdapter.signed("[]")))
                .isEqualTo(new Intake.UnknownAccount());
        assertThat(world.webhooks.receive("../fake", "main", FakeAdapter.signed("[]")))
                .isEqualTo(new Intake.UnknownAccount());
        assertThat(world.webhooks.bodyLimit("fake", "other")).isEmpty();
        assertThat(world.webhooks.bodyLimit("fake", "main")).hasValue(1 << 20);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertThat(
                        world.webhooks.receive(
                                "fake", "main", FakeAdapter.signed(" ".repeat((1 << 20) + 1))))
                .isEqualTo(new Intake.TooLarge(1 << 20));
    }

    @Test
    void theHandshakeIsAnsweredToWhoKnowsTheToken() {
        assertThat(
                        world.webhooks.handshake(
                                "fake",
                                "main",
                                Map.of("hub.verify_token", "token", "hub.challenge", "42")))
                .contains("42");
        assertThat(world.webhooks.handshake("fake", "main", Map.of("hub.challenge", "42")))
                .isEmpty();
        assertThat(world.webhooks.handshake("none", "main", Map.of())).isEmpty();
    }

    @Test
    void webhooksThatComeTogetherAreAllStored() {
        try (ExecutorService provider = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                int n = i;
                provider.execute(() -> world.arrives(Say.receipt("READ", "p" + n, SENT)));
            }
        }
        assertThat(
                        world.dsl
                                .fetchSingle("select count(distinct body) from webhook_delivery")
                                .get(0, Long.class))
                .isEqualTo(300);
    }
}
