package org.parley.sandbox.apple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.jwt.Jwt;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What people do, as Apple posts it: compressed, with a token of Apple's. That a message was
/// delivered or read is told by nobody.
final class AppleVoice implements Voice {
    private final AppleAccount account;
    private final Webhooks webhooks;
    private final Clock clock;
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Map<String, JsonNode> offered = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    AppleVoice(AppleAccount account, Webhooks webhooks, Clock clock) {
        this.account = account;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    boolean isClosed(String address) {
        return closed.contains(address);
    }

    /// Keeps what a message offers, for the reply that quotes it.
    void offer(String id, JsonNode interactiveData) {
        offered.put(id, interactiveData);
    }

    @Override
    public void delivered(Incoming message) {}

    @Override
    public void undelivered(Incoming message, Dice dice) {
        offered.remove(message.providerMessageId());
    }

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {
        JsonNode original = offered.remove(message.providerMessageId());
        if (original == null) {
            say(message.address(), reply.label());
            return;
        }
        ObjectNode body = body(message.address(), "interactive");
        body.set("interactiveData", AppleReply.of(original, reply));
        post("interactive", message.address(), body);
    }

    @Override
    public void say(String address, String text) {
        closed.remove(address);
        post("text", address, body(address, "text").put("body", text));
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        close(message.address());
        return true;
    }

    /// The person deletes the thread: nothing may be sent until they write again.
    void close(String address) {
        closed.add(address);
        post("close", address, body(address, "close"));
    }

    /// A reply too large to travel: Apple sends where to fetch it.
    void largeReply(String address) {
        ObjectNode body = body(address, "interactive");
        body.putObject("interactiveDataRef")
                .put("bid", MessageRules.EXTENSION)
                .put("url", "https://content.icloud.example/1")
                .put("owner", "o")
                .put("key", "00")
                .put("signature", "c2ln")
                .put("size", 70_000);
        post("interactive", address, body);
    }

    private ObjectNode body(String address, String type) {
        long number = count.incrementAndGet();
        return Json.object()
                .put("v", 1)
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(
                                        (address + number + clock.millis())
                                                .getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("sourceId", address)
                .put("destinationId", account.businessId())
                .put("type", type);
    }

    private void post(String kind, String address, ObjectNode body) {
        ObjectNode claims = Json.object();
        claims.put("aud", account.mspId()).put("iat", clock.millis() / 1_000);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Content-Encoding", "gzip");
        headers.put("Authorization", "Bearer " + Jwt.write(claims, account.key()));
        headers.put("id", body.path("id").stringValue());
        headers.put("source-id", address);
        headers.put("destination-id", account.businessId());
        headers.put("capabilities", "QUICK_REPLY,LIST,TIME,FORM");
        webhooks.post(new Webhook(Channel.APPLE, kind, headers, gzip(Json.write(body))));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
