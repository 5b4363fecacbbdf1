package org.parley.sandbox.rcs;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// The agent, the messages it sent, and how its events are wrapped.
final class RcsAgent {
    private static final int MOST_REMEMBERED = 200_000;

    /// What is known of a message that was sent.
    ///
    /// @param expires whether it has a time to live
    /// @param arrived whether it is on the phone
    record Sent(String address, boolean expires, String answer, boolean arrived) {

        Sent onThePhone() {
            return new Sent(address, expires, answer, true);
        }
    }

    private final String id;
    private final String clientToken;
    private final Clock clock;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final long start;

    RcsAgent(long seed, Clock clock) {
        Dice dice = Dice.of(seed, "accounts", "rcs");
        this.id = "parley_" + dice.hex("agent").substring(0, 8) + "_agent";
        this.clientToken = dice.hex("client token");
        this.clock = clock;
        this.start = clock.millis();
    }

    String id() {
        return id;
    }

    String clientToken() {
        return clientToken;
    }

    String now() {
        return clock.instant().toString();
    }

    String nextId() {
        Dice dice = Dice.of(start, "rcs", Long.toString(count.incrementAndGet()));
        return "Ms" + dice.hex("1") + dice.hex("2").substring(0, 8);
    }

    Map<String, Sent> sent() {
        if (sent.size() > MOST_REMEMBERED) {
            sent.clear();
        }
        return sent;
    }

    /// What is on the phone stays there.
    void takeBack(String messageId) {
        sent.computeIfPresent(messageId, (_, message) -> message.arrived() ? message : null);
    }

    /// A Pub/Sub push, signed over the decoded data.
    Webhook push(String kind, ObjectNode payload) {
        byte[] data = Json.write(payload).getBytes(StandardCharsets.UTF_8);
        ObjectNode envelope = Json.object();
        ObjectNode message = envelope.putObject("message");
        message.putObject("attributes").put("product", "RBM").put("project_number", "1");
        message.put("data", Base64.getEncoder().encodeToString(data));
        message.put("messageId", Long.toString(10_000_000_000_000L + count.incrementAndGet()));
        message.put("publishTime", now());
        envelope.put("subscription", "projects/rbm-sandbox/subscriptions/" + id);
        return new Webhook(
                Channel.RCS,
                kind,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Goog-Signature",
                        Signature.base64(
                                "HmacSHA512", clientToken.getBytes(StandardCharsets.UTF_8), data)),
                Json.write(envelope).getBytes(StandardCharsets.UTF_8));
    }
}
