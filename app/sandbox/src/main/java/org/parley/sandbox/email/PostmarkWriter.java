package org.parley.sandbox.email;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Postmark's webhooks, one event each, with the credentials of the address as HTTP Basic.
final class PostmarkWriter implements EventWriter {
    private static final String METADATA = "x-pm-metadata-";

    private final String authorization;

    PostmarkWriter(String password) {
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("parley:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Webhook> write(MailEvent event, Letter letter, Instant at) {
        String time = at.truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode told = Json.object();
        switch (event) {
            case DELIVERED -> told.put("RecordType", "Delivery").put("DeliveredAt", time);
            case DEFERRED -> bounce(told, event, letter, time, "Transient", 2);
            case BOUNCED -> bounce(told, event, letter, time, "HardBounce", 1);
            case SOFT_BOUNCED -> bounce(told, event, letter, time, "SoftBounce", 4096);
            case BLOCKED -> bounce(told, event, letter, time, "SpamNotification", 512);
            case COMPLAINED -> {
                bounce(told, event, letter, time, "SpamComplaint", 100_001);
                told.put("RecordType", "SpamComplaint");
            }
            case OPENED, PREFETCHED ->
                    told.put("RecordType", "Open")
                            .put("ReceivedAt", time)
                            .put("FirstOpen", true)
                            .put("UserAgent", event.agent());
            case CLICKED ->
                    told.put("RecordType", "Click")
                            .put("ReceivedAt", time)
                            .put("OriginalLink", "https://shop.example/");
            case UNSUBSCRIBED ->
                    told.put("RecordType", "SubscriptionChange")
                            .put("ChangedAt", time)
                            .put("Origin", "Recipient")
                            .put("SuppressSending", true)
                            .put("SuppressionReason", "ManualSuppression");
        }
        told.put("Recipient", letter.recipient()).put("MessageStream", "broadcast");
        told.put("MessageID", id(letter));
        ObjectNode metadata = told.putObject("Metadata");
        letter.headers().stream()
                .filter(header -> header.getName().toLowerCase(Locale.ROOT).startsWith(METADATA))
                .forEach(header ->
                        metadata.put(
                                header.getName().substring(METADATA.length()), header.getValue()));
        return Optional.of(
                new Webhook(
                        Channel.EMAIL,
                        event.name(),
                        Map.of("Content-Type", "application/json", "Authorization", authorization),
                        Json.write(told).getBytes(StandardCharsets.UTF_8)));
    }

    private static void bounce(
            ObjectNode told, MailEvent event, Letter letter, String time, String type, int code) {
        told.put("RecordType", "Bounce").put("Type", type).put("TypeCode", code);
        told.put("Email", letter.recipient()).put("BouncedAt", time);
        told.put("Inactive", event == MailEvent.BOUNCED || event == MailEvent.COMPLAINED);
        told.put("Description", event.words()).put("Details", "smtp;" + event.diagnostic());
    }

    private static String id(Letter letter) {
        return UUID.nameUUIDFromBytes(letter.queueId().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
