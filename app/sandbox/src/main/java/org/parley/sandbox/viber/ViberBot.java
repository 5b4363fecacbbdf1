package org.parley.sandbox.viber;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// The bot's account and its users.
final class ViberBot {
    static final String CHAT_HOST = "SN-CHAT-05_";
    static final List<String> EVENTS =
            List.of(
                    "subscribed",
                    "unsubscribed",
                    "conversation_started",
                    "delivered",
                    "failed",
                    "message",
                    "seen",
                    "webhook");

    private final String token;
    private final Clock clock;
    private final ViberTokens tokens;
    private final Map<String, ViberUser> users = new ConcurrentHashMap<>();
    private volatile List<String> eventTypes = EVENTS;

    ViberBot(String token, Clock clock) {
        this.token = token;
        this.clock = clock;
        this.tokens = new ViberTokens(clock);
    }

    boolean isToken(String given) {
        return token.equals(given);
    }

    ViberUser user(String id) {
        return users.computeIfAbsent(id, _ -> new ViberUser());
    }

    int knownUsers() {
        return users.size();
    }

    long nextToken() {
        return tokens.next();
    }

    long now() {
        return clock.millis();
    }

    void eventTypes(List<String> types) {
        eventTypes = List.copyOf(types);
    }

    List<String> eventTypes() {
        return eventTypes;
    }

    boolean wants(String event) {
        return eventTypes.contains(event);
    }

    /// A callback with the fields that all of them have.
    ObjectNode event(String event, long messageToken) {
        return Json.object()
                .put("event", event)
                .put("timestamp", clock.millis())
                .put("chat_hostname", CHAT_HOST)
                .put("message_token", messageToken);
    }

    Webhook sign(String event, ObjectNode body) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        return new Webhook(
                Channel.VIBER,
                event,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Viber-Content-Signature",
                        Signature.hex(token, bytes)),
                bytes);
    }
}
