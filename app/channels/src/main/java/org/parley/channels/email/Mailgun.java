package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Mailgun's webhooks ("Securing Webhooks"). The signature in the body covers timestamp and token
/// but not the event, so a token is good for one body only. Our id travels as a user variable.
final class Mailgun implements EventSource {

    /// It tries for eight hours.
    private static final Duration OLDEST = Duration.ofHours(9);

    private final Secret key;
    private final Freshness freshness;
    private final OneBodyTokens tokens = new OneBodyTokens();
    private final MailId ids;

    Mailgun(Secret signingKey, MailId ids, Clock clock) {
        this.key = signingKey;
        this.freshness = new Freshness(clock, OLDEST);
        this.ids = ids;
    }

    @Override
    public void mark(MimeMessage mail, MessageId id) throws MessagingException {
        ObjectNode variables = JsonBody.object().put(ID, id.toString());
        mail.setHeader(
                "X-Mailgun-Variables",
                new String(JsonBody.bytes(variables), StandardCharsets.US_ASCII));
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        ObjectNode body = JsonBody.answer(request.body());
        if (body == null) {
            return false;
        }
        JsonNode given = body.path("signature");
        String timestamp = JsonBody.text(given, "timestamp");
        String token = JsonBody.text(given, "token");
        if (timestamp == null || token == null || !freshness.accepts(timestamp)) {
            return false;
        }
        byte[] signed = (timestamp + token).getBytes(StandardCharsets.UTF_8);
        return Hmac.matches(JsonBody.text(given, "signature"), key, signed)
                && tokens.accept(timestamp + token, request.body());
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        JsonNode event = JsonBody.webhook(body).path("event-data");
        String kind = JsonBody.required(event, "event", "event-data");
        MailRef mail =
                new MailRef(
                        id(event),
                        JsonBody.text(event, "recipient"),
                        EventTime.seconds(event, "timestamp", "event-data"));
        return switch (kind) {
            case "delivered" -> mail.delivered();
            case "opened" -> opened(mail, event.path("client-info"));
            case "failed" -> failed(mail, event);
            case "complained" -> mail.complained("mailgun: complained");
            case "unsubscribed" -> mail.left("mailgun: unsubscribed");
            // accepted: nothing that the server did not say; clicked: our links
            default -> List.of();
        };
    }

    private static List<InboundEvent> opened(MailRef mail, JsonNode client) {
        String bot = client.path("bot").asString("");
        // Gmail's proxy is named too, and is a person's.
        return bot.isBlank() || bot.equals("gmail")
                ? mail.opened(JsonBody.text(client, "user-agent"))
                : List.of();
    }

    /// A temporary failure is one that Mailgun will try again.
    private static List<InboundEvent> failed(MailRef mail, JsonNode event) {
        if (!event.path("severity").asString("").equals("permanent")) {
            return List.of();
        }
        JsonNode status = event.path("delivery-status");
        String enhanced = JsonBody.text(status, "enhanced-code");
        String code = JsonBody.text(status, "code");
        String reason = event.path("reason").asString("failed");
        return switch (reason) {
            case "suppress-unsubscribe", "suppress-complaint" ->
                    mail.failed(FailureClass.OPTED_OUT, reason);
            case "bounce", "suppress-bounce" ->
                    mail.returnedForGood(enhanced, code == null ? reason : code);
            default -> mail.returned(enhanced == null ? reason : enhanced);
        };
    }

    private @Nullable MessageId id(JsonNode event) {
        MessageId echoed = JsonBody.messageId(JsonBody.text(event.path("user-variables"), ID));
        String ours = JsonBody.text(event.path("message").path("headers"), "message-id");
        return echoed != null || ours == null ? echoed : ids.find(ours).orElse(null);
    }
}
