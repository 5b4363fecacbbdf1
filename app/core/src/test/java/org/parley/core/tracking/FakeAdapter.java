package org.parley.core.tracking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A provider of the tests: a webhook is a JSON array of events, signed with HMAC-SHA256 over the
/// bytes.
final class FakeAdapter implements ChannelAdapter {

    static final Channel CHANNEL = new Channel("fake");
    static final String ACCOUNT = "main";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    final List<InboundEvent.Reply> acknowledged = new CopyOnWriteArrayList<>();

    private final Channel channel;
    private volatile boolean troubled;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakeAdapter() {
        this(CHANNEL);
    }

    FakeAdapter(Channel channel) {
        this.channel = channel;
    }

    static WebhookRequest signed(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(Map.of("x-signature", signature(bytes)), bytes);
    }

    static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return code.equals("gone");
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Carriage.text(CHANNEL, TextLimit.characters(1_000)),
                AddressForm.PROVIDER_ID,
                false,
                true,
                true,
                Duration.ofHours(24),
                1,
                1);
    }

    /// From now on nothing can be acknowledged.
    void falters() {
        troubled = true;
    }

    /// From now on acknowledging takes until the gate opens.
    void takesUntil(CountDownLatch opens) {
        gate = opens;
    }

    @Override
    public Optional<String> acknowledge(InboundEvent.Reply reply) {
        acknowledged.add(reply);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (troubled) {
            throw new IllegalStateException("no way to tell " + reply.address());
        }
        return Optional.of("nobody waits");
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return new SendOutcome.Unknown("This provider only receives");
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        String given = request.header("x-signature");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.US_ASCII),
                        signature(request.body()).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> handshake(Map<String, String> query) {
        return "token".equals(query.get("hub.verify_token"))
                ? Optional.ofNullable(query.get("hub.challenge"))
                : Optional.empty();
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        try {
            List<InboundEvent> events = new ArrayList<>();
            for (JsonNode node : MAPPER.readTree(body)) {
                events.add(event(node));
            }
            return events;
        } catch (JacksonException e) {
            throw new MalformedWebhookException("not JSON at " + e.getLocation());
        }
    }

    private static InboundEvent event(JsonNode node) {
        Instant at = Instant.parse(node.required("at").asString());
        return switch (node.required("type").asString()) {
            case "receipt" ->
                    new InboundEvent.Receipt(
                            InboundEvent.ReceiptKind.valueOf(text(node, "kind")),
                            text(node, "provider"),
                            message(node),
                            node.has("failure")
                                    ? FailureClass.valueOf(text(node, "failure"))
                                    : null,
                            text(node, "code"),
                            at);
            case "arrived" -> new InboundEvent.DeliveredUpTo(text(node, "address"), at);
            case "seen" -> new InboundEvent.SeenUpTo(text(node, "address"), at);
            case "reply" ->
                    new InboundEvent.Reply(
                            text(node, "address"),
                            text(node, "provider"),
                            text(node, "text"),
                            text(node, "payload"),
                            text(node, "answers"),
                            message(node),
                            at);
            case "optOut" -> new InboundEvent.OptOut(text(node, "address"), "blocked", at);
            case "complaint" ->
                    new InboundEvent.Complaint(
                            text(node, "address"),
                            text(node, "provider"),
                            message(node),
                            "abuse",
                            at);
            case "bounce" ->
                    new InboundEvent.Bounce(
                            text(node, "address"),
                            node.required("permanent").asBoolean(),
                            text(node, "provider"),
                            message(node),
                            "5.1.1",
                            at);
            case "optIn" -> new InboundEvent.OptIn(text(node, "address"), "subscribed", at);
            case String other -> throw new MalformedWebhookException("type " + other);
        };
    }

    private static String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asString() : null;
    }

    private static MessageId message(JsonNode node) {
        return node.has("message") ? MessageId.of(node.get("message").asLong()) : null;
    }
}
