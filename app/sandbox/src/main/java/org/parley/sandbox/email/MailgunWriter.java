package org.parley.sandbox.email;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Mailgun's webhooks: the signature stands in the body and covers timestamp and token.
final class MailgunWriter implements EventWriter {
    private final String signingKey;
    private final Clock clock;

    MailgunWriter(String signingKey, Clock clock) {
        this.signingKey = signingKey;
        this.clock = clock;
    }

    @Override
    public Optional<Webhook> write(MailEvent event, Letter letter, Instant at) {
        ObjectNode body = Json.object();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String token = UUID.randomUUID().toString().replace("-", "");
        body.putObject("signature")
                .put("timestamp", timestamp)
                .put("token", token)
                .put(
                        "signature",
                        Signature.hex(
                                signingKey, (timestamp + token).getBytes(StandardCharsets.UTF_8)));
        ObjectNode told = body.putObject("event-data");
        told.put("id", letter.queueId() + "-" + event.name());
        told.put("timestamp", at.toEpochMilli() / 1000.0);
        told.put("recipient", letter.recipient());
        told.putObject("message")
                .putObject("headers")
                .put("message-id", letter.header("Message-ID").replaceAll("[<>]", ""))
                .put("to", letter.recipient());
        Json.readObject(letter.header("X-Mailgun-Variables").getBytes(StandardCharsets.UTF_8))
                .ifPresentOrElse(
                        variables -> told.set("user-variables", variables),
                        () -> told.putObject("user-variables"));
        switch (event) {
            case DELIVERED -> told.put("event", "delivered");
            case DEFERRED -> failed(told, event, "temporary", "generic");
            case BOUNCED -> failed(told, event, "permanent", "bounce");
            case SOFT_BOUNCED, BLOCKED -> failed(told, event, "permanent", "generic");
            case OPENED, PREFETCHED ->
                    told.put("event", "opened")
                            .putObject("client-info")
                            .put("user-agent", event.agent())
                            .put("bot", event == MailEvent.PREFETCHED ? "apple" : "");
            case CLICKED -> told.put("event", "clicked").put("url", "https://shop.example/");
            case COMPLAINED -> told.put("event", "complained");
            case UNSUBSCRIBED -> told.put("event", "unsubscribed");
        }
        return Optional.of(
                new Webhook(
                        Channel.EMAIL,
                        event.name(),
                        Map.of("Content-Type", "application/json"),
                        Json.write(body).getBytes(StandardCharsets.UTF_8)));
    }

    private static void failed(ObjectNode told, MailEvent event, String severity, String reason) {
        told.put("event", "failed").put("severity", severity).put("reason", reason);
        told.putObject("delivery-status")
                .put("code", event.reply())
                .put("enhanced-code", event.status())
                .put("message", event.words());
    }
}
