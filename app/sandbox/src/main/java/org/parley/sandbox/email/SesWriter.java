package org.parley.sandbox.email;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import tools.jackson.databind.node.ObjectNode;

/// Events of Amazon SES, published to a topic of SNS. Message tags come back as they were given.
final class SesWriter implements EventWriter {
    private final SnsDesk sns;

    SesWriter(SnsDesk sns) {
        this.sns = sns;
    }

    @Override
    public Optional<Webhook> write(MailEvent event, Letter letter, Instant at) {
        String time = at.truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode told = Json.object();
        switch (event) {
            case DELIVERED -> {
                told.put("eventType", "Delivery");
                ObjectNode delivery = told.putObject("delivery").put("timestamp", time);
                delivery.putArray("recipients").add(letter.recipient());
                delivery.put("smtpResponse", "250 2.0.0 OK").put("processingTimeMillis", 812);
            }
            case DEFERRED -> {
                told.put("eventType", "DeliveryDelay");
                ObjectNode delay = told.putObject("deliveryDelay").put("timestamp", time);
                delay.put("delayType", "TransientCommunicationFailure");
            }
            case BOUNCED -> bounce(told, event, letter, time, "Permanent", "General");
            case SOFT_BOUNCED -> bounce(told, event, letter, time, "Transient", "MailboxFull");
            case BLOCKED -> bounce(told, event, letter, time, "Transient", "ContentRejected");
            case COMPLAINED -> {
                told.put("eventType", "Complaint");
                ObjectNode complaint = told.putObject("complaint").put("timestamp", time);
                complaint.put("complaintFeedbackType", "abuse").put("feedbackId", letter.queueId());
                complaint
                        .putArray("complainedRecipients")
                        .addObject()
                        .put("emailAddress", letter.recipient());
            }
            case OPENED, PREFETCHED -> {
                told.put("eventType", "Open");
                ObjectNode open = told.putObject("open").put("timestamp", time);
                open.put("ipAddress", "192.0.2.1").put("userAgent", event.agent());
            }
            case CLICKED -> {
                told.put("eventType", "Click");
                ObjectNode click = told.putObject("click").put("timestamp", time);
                click.put("link", "https://shop.example/").put("userAgent", event.agent());
            }
            case UNSUBSCRIBED -> {
                told.put("eventType", "Subscription");
                ObjectNode subscription = told.putObject("subscription").put("timestamp", time);
                subscription.put("contactList", "customers").put("source", "UnsubscribeHeader");
                subscription
                        .putObject("newTopicPreferences")
                        .put("unsubscribeAll", true)
                        .putArray("topicSubscriptionStatus");
            }
        }
        mail(told, letter, time);
        return Optional.of(sns.notification(event.name(), Json.write(told)));
    }

    private static void bounce(
            ObjectNode told,
            MailEvent event,
            Letter letter,
            String time,
            String type,
            String subType) {
        told.put("eventType", "Bounce");
        ObjectNode bounce = told.putObject("bounce").put("timestamp", time);
        bounce.put("bounceType", type).put("bounceSubType", subType);
        bounce.put("feedbackId", letter.queueId()).put("reportingMTA", "dsn; a1-1.smtp.example");
        ObjectNode person = bounce.putArray("bouncedRecipients").addObject();
        person.put("emailAddress", letter.recipient()).put("action", "failed");
        person.put("status", event.status()).put("diagnosticCode", "smtp; " + event.diagnostic());
    }

    private static void mail(ObjectNode told, Letter letter, String time) {
        ObjectNode mail = told.putObject("mail").put("timestamp", time);
        mail.put("source", letter.sender()).put("messageId", "0102-" + letter.queueId());
        mail.put("headersTruncated", false).put("sendingAccountId", "123456789012");
        mail.putArray("destination").add(letter.recipient());
        ObjectNode tags = mail.putObject("tags");
        tags.putArray("ses:configuration-set").add(letter.header("X-SES-CONFIGURATION-SET"));
        for (String tag : letter.header("X-SES-MESSAGE-TAGS").split(",", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putArray(tag.substring(0, equals).strip())
                        .add(tag.substring(equals + 1).strip());
            }
        }
    }
}
