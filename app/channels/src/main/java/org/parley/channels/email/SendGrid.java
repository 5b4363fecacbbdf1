package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// SendGrid's Event Webhook, signed by ECDSA over the timestamp and the raw body ("Event Webhook
/// Security Features"). Our id travels as a unique argument of `X-SMTPAPI`.
final class SendGrid implements EventSource {

    /// It tries for 24 hours.
    private static final Duration OLDEST = Duration.ofHours(25);

    private static final String SIGNATURE = "x-twilio-email-event-webhook-signature";
    private static final String TIMESTAMP = "x-twilio-email-event-webhook-timestamp";

    private final PublicKey key;
    private final Freshness freshness;
    private final MailId ids;

    /// @param key "Verification Key" of the settings: base64 of a DER SubjectPublicKeyInfo
    /// @throws IllegalArgumentException when it is none
    SendGrid(String key, MailId ids, Clock clock) {
        this.key = publicKey(key);
        this.freshness = new Freshness(clock, OLDEST);
        this.ids = ids;
    }

    private static PublicKey publicKey(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("SendGrid's verification key is no EC key", e);
        }
    }

    @Override
    public void mark(MimeMessage mail, MessageId id) throws MessagingException {
        ObjectNode api = JsonBody.object();
        api.putObject("unique_args").put(ID, id.toString());
        mail.setHeader("X-SMTPAPI", new String(JsonBody.bytes(api), StandardCharsets.US_ASCII));
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        String signature = request.header(SIGNATURE);
        String timestamp = request.header(TIMESTAMP);
        if (signature == null || timestamp == null || !freshness.accepts(timestamp)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            check.update(request.body());
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        List<InboundEvent> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode each : JsonBody.webhookArray(body)) {
            if (!each.isObject()) {
                throw new MalformedWebhookException("An element of the body is no object");
            }
            String id = JsonBody.text(each, "sg_event_id");
            if (id == null || seen.add(id)) {
                events.addAll(event(each));
            }
        }
        return List.copyOf(events);
    }

    private List<InboundEvent> event(JsonNode event) {
        MailRef mail =
                new MailRef(
                        id(event),
                        JsonBody.text(event, "email"),
                        EventTime.seconds(event, "timestamp", "event"));
        return switch (event.path("event").asString("")) {
            case "delivered" -> mail.delivered();
            case "open" ->
                    event.path("sg_machine_open").asBoolean(false)
                            ? List.of()
                            : mail.opened(JsonBody.text(event, "useragent"));
            case "bounce" -> bounce(mail, event);
            case "dropped" -> dropped(mail, event);
            case "spamreport" -> mail.complained("sendgrid: spamreport");
            case "unsubscribe", "group_unsubscribe" ->
                    mail.left("sendgrid: " + event.path("event").asString());
            // processed, deferred: nothing final; click: our links; group_resubscribe: consent is
            // given to us, not to a provider's page
            default -> List.of();
        };
    }

    private static List<InboundEvent> bounce(MailRef mail, JsonNode event) {
        String status = JsonBody.text(event, "status");
        String type = event.path("type").asString("bounce");
        if (type.equals("blocked")) {
            return mail.returned(status == null ? "blocked" : status);
        }
        return mail.returnedForGood(status, "bounce");
    }

    /// SendGrid did not even try, for one of its fixed reasons.
    private static List<InboundEvent> dropped(MailRef mail, JsonNode event) {
        String reason = event.path("reason").asString("").toLowerCase(Locale.ROOT);
        if (reason.startsWith("bounced address") || reason.equals("invalid")) {
            return mail.bounced(true, "dropped");
        }
        return mail.failed(reasonOfDrop(reason), "dropped");
    }

    private static FailureClass reasonOfDrop(String reason) {
        if (reason.startsWith("unsubscribed address")
                || reason.startsWith("spam reporting address")) {
            return FailureClass.OPTED_OUT;
        }
        if (reason.startsWith("spam content")) {
            return FailureClass.POLICY;
        }
        return reason.contains("quota") ? FailureClass.BUDGET : FailureClass.CONFIGURATION;
    }

    private @Nullable MessageId id(JsonNode event) {
        MessageId echoed = JsonBody.messageId(JsonBody.text(event, ID));
        String ours = JsonBody.text(event, "smtp-id");
        return echoed != null || ours == null ? echoed : ids.find(ours).orElse(null);
    }
}
