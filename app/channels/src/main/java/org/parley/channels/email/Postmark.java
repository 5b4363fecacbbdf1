package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;

/// Postmark's webhooks. It signs nothing; the credentials in our address come as HTTP Basic. Our id
/// travels as metadata.
final class Postmark implements EventSource {

    static final String USER = "parley";

    private final String authorization;

    Postmark(Secret password) {
        byte[] credentials = (USER + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Override
    public void mark(MimeMessage mail, MessageId id) throws MessagingException {
        mail.setHeader("X-PM-Metadata-" + ID, id.toString());
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        String given = request.header("authorization");
        return given != null && Hmac.same(authorization, given);
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        JsonNode event = JsonBody.webhook(body);
        return switch (JsonBody.required(event, "RecordType", "event")) {
            case "Delivery" -> mail(event, "Recipient", "DeliveredAt").delivered();
            case "Open" ->
                    mail(event, "Recipient", "ReceivedAt")
                            .opened(JsonBody.text(event, "UserAgent"));
            case "Bounce" -> bounce(mail(event, "Email", "BouncedAt"), event);
            case "SpamComplaint" ->
                    mail(event, "Email", "BouncedAt").complained("postmark: SpamComplaint");
            case "SubscriptionChange" -> subscription(event);
            // Click: our links
            default -> List.of();
        };
    }

    /// By Postmark's list of bounce types; the rest passes.
    private static List<InboundEvent> bounce(MailRef mail, JsonNode event) {
        String type = event.path("Type").asString("Unknown");
        return switch (type) {
            case "HardBounce", "BadEmailAddress", "ManuallyDeactivated" -> mail.bounced(true, type);
            case "SpamComplaint" -> mail.complained("postmark: " + type);
            case "Unsubscribe" -> mail.left("postmark: " + type);
            case "SpamNotification", "Blocked", "DMARCPolicy", "VirusNotification" ->
                    mail.failed(FailureClass.POLICY, type);
            // Answers of a mailbox that took the mail.
            case "AutoResponder", "AddressChange", "ChallengeVerification", "Subscribe" ->
                    List.of();
            default -> mail.bounced(event.path("Inactive").asBoolean(false), type);
        };
    }

    /// A person's own withdrawal; what follows from bounces and complaints came as these.
    private static List<InboundEvent> subscription(JsonNode event) {
        boolean out =
                event.path("SuppressSending").asBoolean(false)
                        && event.path("SuppressionReason").asString("").equals("ManualSuppression");
        return out
                ? mail(event, "Recipient", "ChangedAt").left("postmark: SubscriptionChange")
                : List.of();
    }

    private static MailRef mail(JsonNode event, String address, String time) {
        return new MailRef(
                JsonBody.messageId(JsonBody.text(event.path("Metadata"), ID)),
                JsonBody.text(event, address),
                EventTime.iso(event, time, "event"));
    }
}
