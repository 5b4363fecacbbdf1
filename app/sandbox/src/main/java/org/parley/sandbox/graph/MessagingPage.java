package org.parley.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The page or account, the people who wrote to it, and the envelope of its webhooks.
final class MessagingPage {
    private final Channel channel;
    private final String object;
    private final MessagingAccount account;
    private final Clock clock;
    private final AtomicLong messages;
    private final Map<String, MessagingUser> users = new ConcurrentHashMap<>();

    MessagingPage(Channel channel, String object, MessagingAccount account, Clock clock) {
        this.channel = channel;
        this.object = object;
        this.account = account;
        this.clock = clock;
        this.messages = new AtomicLong(clock.millis() << 20);
    }

    Channel channel() {
        return channel;
    }

    MessagingAccount account() {
        return account;
    }

    MessagingUser user(String id) {
        return users.computeIfAbsent(id, _ -> new MessagingUser());
    }

    /// `m_` and letters that say nothing.
    String nextMid() {
        Dice dice = Dice.of(messages.incrementAndGet(), "mid");
        return "m_" + dice.hex("a") + dice.hex("b");
    }

    long now() {
        return clock.millis();
    }

    /// An event that this person caused.
    ObjectNode event(String person) {
        return event(person, account.id());
    }

    ObjectNode event(String sender, String recipient) {
        ObjectNode event = Json.object();
        event.putObject("sender").put("id", sender);
        event.putObject("recipient").put("id", recipient);
        return event.put("timestamp", clock.millis());
    }

    /// Wraps and signs events; the signature is over the escaped form that is sent. One entry an
    /// event, as under load.
    Webhook sign(String kind, List<ObjectNode> events) {
        ObjectNode body = Json.object().put("object", object);
        ArrayNode entries = body.putArray("entry");
        for (ObjectNode event : events) {
            ObjectNode entry = entries.addObject();
            entry.put("id", account.id()).put("time", clock.millis());
            entry.putArray("messaging").add(event);
        }
        byte[] bytes = Json.writeEscaped(body).getBytes(StandardCharsets.US_ASCII);
        return new Webhook(
                channel,
                kind,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "facebookexternalua",
                        "X-Hub-Signature-256",
                        "sha256=" + Signature.hex(account.appSecret(), bytes)),
                bytes);
    }
}
