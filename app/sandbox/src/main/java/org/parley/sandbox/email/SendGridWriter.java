package org.parley.sandbox.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// SendGrid's Event Webhook: arrays of events with the unique arguments of the mail beside them,
/// signed over timestamp and bytes.
final class SendGridWriter implements EventWriter {
    private final KeyPair keys;
    private final Clock clock;

    SendGridWriter(Clock clock) {
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// As the settings show it.
    String verificationKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    @Override
    public Optional<Webhook> write(MailEvent event, Letter letter, Instant at) {
        ObjectNode told = Json.object();
        told.put("email", letter.recipient()).put("timestamp", at.getEpochSecond());
        told.put("smtp-id", letter.header("Message-ID"));
        told.put("sg_message_id", letter.queueId() + ".filter0001");
        told.put("sg_event_id", letter.queueId() + "-" + event.name());
        Json.readObject(letter.header("X-SMTPAPI").getBytes(StandardCharsets.UTF_8))
                .ifPresent(api ->
                        api.path("unique_args")
                                .properties()
                                .forEach(each -> told.set(each.getKey(), each.getValue())));
        switch (event) {
            case DELIVERED -> told.put("event", "delivered").put("response", "250 OK");
            case DEFERRED ->
                    told.put("event", "deferred")
                            .put("response", event.diagnostic())
                            .put("attempt", "1");
            case BOUNCED -> bounce(told, event, "bounce");
            case SOFT_BOUNCED, BLOCKED -> bounce(told, event, "blocked");
            case OPENED, PREFETCHED ->
                    told.put("event", "open")
                            .put("useragent", event.agent())
                            .put("sg_machine_open", event == MailEvent.PREFETCHED);
            case CLICKED ->
                    told.put("event", "click")
                            .put("url", "https://shop.example/")
                            .put("useragent", event.agent());
            case COMPLAINED -> told.put("event", "spamreport");
            case UNSUBSCRIBED -> told.put("event", "unsubscribe");
        }
        ArrayNode batch = Json.array().add(told);
        return Optional.of(signed(event.name(), Json.write(batch)));
    }

    private static void bounce(ObjectNode told, MailEvent event, String type) {
        told.put("event", "bounce").put("type", type).put("status", event.status());
        told.put("reason", event.diagnostic());
    }

    private Webhook signed(String kind, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return new Webhook(
                    Channel.EMAIL,
                    kind,
                    Map.of(
                            "Content-Type",
                            "application/json;charset=utf-8",
                            "X-Twilio-Email-Event-Webhook-Signature",
                            Base64.getEncoder().encodeToString(signature.sign()),
                            "X-Twilio-Email-Event-Webhook-Timestamp",
                            timestamp),
                    body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }
}
