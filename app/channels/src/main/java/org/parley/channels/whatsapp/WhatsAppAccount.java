package org.parley.channels.whatsapp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `whatsapp` through one business number. An address is the person's number in E.164, or
/// Meta's business-scoped id of somebody who hides it.
public final class WhatsAppAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = WhatsAppCapabilities.CHANNEL;

    private static final String SIGNATURE_PREFIX = "sha256=";

    private final WhatsAppSettings settings;
    private final Capabilities capabilities;
    private final ProviderHttp http;
    private final URI messages;
    private final Map<String, String> headers;

    public WhatsAppAccount(WhatsAppSettings settings) {
        this.settings = settings;
        this.capabilities =
                WhatsAppCapabilities.DECLARED.paced(
                        settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
        this.messages = settings.baseUri().resolve(settings.phoneNumberId() + "/messages");
        this.headers = Map.of("Authorization", "Bearer " + settings.accessToken().value());
    }

    @Override
    public Channel channel() {
        return CHANNEL;
    }

    @Override
    public String account() {
        return settings.account();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (WhatsAppCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> outcome(http.postJson(messages, headers, ready.body()));
        };
    }

    private static SendOutcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.NotSent notSent -> notSent.outcome();
            case Answer.NoAnswer noAnswer -> noAnswer.outcome();
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                if (body == null) {
                    yield answered.byStatus();
                }
                JsonNode error = body.path("error");
                if (error.path("code").isIntegralNumber()) {
                    yield WhatsAppError.refused(
                            error.path("code").asInt(), detail(error), answered.retryAfter());
                }
                String id = JsonBody.text(body.path("messages").path(0), "id");
                yield id == null ? answered.byStatus() : new SendOutcome.Accepted(id);
            }
        };
    }

    private static String detail(JsonNode error) {
        String message = error.path("message").asString("");
        String details = error.path("error_data").path("details").asString("");
        return details.isEmpty() ? message : message + ": " + details;
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (WhatsAppCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused().detail();
            case Compiled.Ready ready -> JsonBody.pretty(ready.body());
        };
    }

    /// Meta's check of the webhook address: `hub.mode`, `hub.verify_token`, `hub.challenge`.
    @Override
    public Optional<String> handshake(Map<String, String> query) {
        String given = query.getOrDefault("hub.verify_token", "");
        boolean known =
                MessageDigest.isEqual(
                        settings.verifyToken().bytes(), given.getBytes(StandardCharsets.UTF_8));
        return known && "subscribe".equals(query.get("hub.mode"))
                ? Optional.ofNullable(query.get("hub.challenge"))
                : Optional.empty();
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        String header = request.header("x-hub-signature-256");
        return header != null
                && header.startsWith(SIGNATURE_PREFIX)
                && Hmac.matches(
                        header.substring(SIGNATURE_PREFIX.length()),
                        settings.appSecret(),
                        request.body());
    }

    /// Meta: "webhooks payloads can be up to 3 MB".
    @Override
    public int webhookBodyLimit() {
        return 3 << 20;
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return WhatsAppEvents.parse(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
