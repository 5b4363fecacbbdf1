package org.parley.sandbox.line;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The official account, its users, and the envelope of its webhooks.
final class LineAccount {
    private static final String ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final String token;
    private final String secret;
    private final String userId;
    private final Clock clock;
    private final AtomicLong numbers;
    private final Map<String, LineUser> users = new ConcurrentHashMap<>();

    LineAccount(long seed, Clock clock) {
        Dice dice = Dice.of(seed, "accounts", "line");
        this.token = dice.hex("token 1") + dice.hex("token 2") + dice.hex("token 3") + "=";
        this.secret = dice.hex("secret 1") + dice.hex("secret 2");
        this.userId = "U" + dice.hex("user 1") + dice.hex("user 2");
        this.clock = clock;
        this.numbers = new AtomicLong(clock.millis() * 1000);
    }

    String token() {
        return token;
    }

    String secret() {
        return secret;
    }

    String userId() {
        return userId;
    }

    long now() {
        return clock.millis();
    }

    LineUser user(String id) {
        return users.computeIfAbsent(id, _ -> new LineUser());
    }

    String nextMessageId() {
        return Long.toString(numbers.incrementAndGet());
    }

    /// An event of this user, with all that every event has.
    ObjectNode event(String type, String user) {
        ObjectNode event = Json.object().put("type", type).put("mode", "active");
        event.put("timestamp", clock.millis());
        event.putObject("source").put("type", "user").put("userId", user);
        event.put("webhookEventId", ulid());
        event.putObject("deliveryContext").put("isRedelivery", false);
        return event;
    }

    Webhook sign(String kind, List<ObjectNode> events) {
        ObjectNode body = Json.object().put("destination", userId);
        ArrayNode list = body.putArray("events");
        events.forEach(list::add);
        return signed(kind, body);
    }

    /// The same events as LINE sends them once more.
    Webhook again(Webhook first) {
        ObjectNode body = Json.readObject(first.body()).orElseThrow();
        for (JsonNode event : body.path("events")) {
            ((ObjectNode) event).putObject("deliveryContext").put("isRedelivery", true);
        }
        return signed(first.kind(), body);
    }

    private Webhook signed(String kind, ObjectNode body) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        byte[] mac = HexFormat.of().parseHex(Signature.hex(secret, bytes));
        return new Webhook(
                Channel.LINE,
                kind,
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "x-line-signature",
                        Base64.getEncoder().encodeToString(mac),
                        "User-Agent",
                        "LineBotWebhook/2.0"),
                bytes);
    }

    /// 26 letters of Crockford's alphabet, the time first.
    private String ulid() {
        StringBuilder text = new StringBuilder(26);
        long time = clock.millis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ULID.charAt((int) (time >>> shift) & 31));
        }
        long number = numbers.incrementAndGet();
        for (int i = 0; i < 16; i++) {
            text.append(ULID.charAt(Dice.of(number, "ulid").pick(Integer.toString(i), 32)));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
