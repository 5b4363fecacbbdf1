package org.parley.channels.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;

/// "Contents of event data that Amazon SES publishes to Amazon SNS": events of a configuration set,
/// and the older notifications of an identity, which differ in the name of one field.
final class SesEvents {

    private final MailId ids;

    SesEvents(MailId ids) {
        this.ids = ids;
    }

    List<InboundEvent> parse(String text) {
        JsonNode event = JsonBody.webhook(text.getBytes(StandardCharsets.UTF_8));
        String kind = JsonBody.text(event, "eventType");
        return switch (kind == null ? event.path("notificationType").asString("") : kind) {
            case "Delivery" -> about(event, "delivery").delivered();
            case "Open" ->
                    about(event, "open").opened(JsonBody.text(event.path("open"), "userAgent"));
            case "Bounce" -> bounce(event);
            case "Complaint" -> complaint(event);
            case "Reject" -> mail(event).failed(FailureClass.POLICY, "Reject");
            case "Rendering Failure" ->
                    mail(event).failed(FailureClass.CONFIGURATION, "RenderingFailure");
            case "Subscription" -> subscription(event);
            // Send, DeliveryDelay: nothing final; Click: our links
            default -> List.of();
        };
    }

    /// Transient ones come once SES has given up.
    private List<InboundEvent> bounce(JsonNode event) {
        JsonNode bounce = event.path("bounce");
        String type = bounce.path("bounceType").asString("Undetermined");
        String subType = bounce.path("bounceSubType").asString("Undetermined");
        String code = type + "-" + subType;
        return each(
                event,
                "bounce",
                "bouncedRecipients",
                person -> {
                    String status = JsonBody.text(person.node(), "status");
                    if (subType.equals("UnsubscribedRecipient")) {
                        return person.mail().failed(FailureClass.OPTED_OUT, code);
                    }
                    if (type.equals("Permanent")) {
                        return person.mail().bounced(true, status == null ? code : status);
                    }
                    return switch (subType) {
                        case "ContentRejected", "AttachmentRejected" ->
                                person.mail().failed(FailureClass.POLICY, code);
                        case "MessageTooLarge" ->
                                person.mail().failed(FailureClass.CONFIGURATION, code);
                        default -> person.mail().bounced(false, status == null ? code : status);
                    };
                });
    }

    /// It lists everybody at the complaining domain whom the mail went to: that is one, since each
    /// mail of ours has one recipient. Of several nobody is named, and it counts all the same.
    private List<InboundEvent> complaint(JsonNode event) {
        JsonNode complaint = event.path("complaint");
        String type = complaint.path("complaintFeedbackType").asString("abuse");
        if (type.equals("not-spam")) {
            return List.of();
        }
        String evidence = "ses: " + type;
        return complaint.path("complainedRecipients").size() == 1
                ? each(
                        event,
                        "complaint",
                        "complainedRecipients",
                        person -> person.mail().complained(evidence))
                : about(event, "complaint").complained(evidence);
    }

    private List<InboundEvent> subscription(JsonNode event) {
        JsonNode wishes = event.path("subscription").path("newTopicPreferences");
        boolean out = wishes.path("unsubscribeAll").asBoolean(false);
        for (JsonNode topic : wishes.path("topicSubscriptionStatus")) {
            out |= topic.path("subscriptionStatus").asString("").equals("OptOut");
        }
        JsonNode to = event.path("mail").path("destination");
        MailRef about = about(event, "subscription");
        return out && to.size() == 1 && to.get(0).isString()
                ? new MailRef(about.id(), to.get(0).stringValue(), about.at())
                        .left("ses: Subscription")
                : List.of();
    }

    private record Person(JsonNode node, MailRef mail) {}

    private List<InboundEvent> each(
            JsonNode event,
            String part,
            String recipients,
            Function<Person, List<InboundEvent>> told) {
        List<InboundEvent> events = new ArrayList<>();
        MailRef mail = about(event, part);
        for (JsonNode person : event.path(part).path(recipients)) {
            String address = JsonBody.text(person, "emailAddress");
            events.addAll(
                    told.apply(new Person(person, new MailRef(mail.id(), address, mail.at()))));
        }
        return events;
    }

    /// At the time that the part of this name says.
    private MailRef about(JsonNode event, String part) {
        return new MailRef(id(event), null, EventTime.iso(event.path(part), "timestamp", part));
    }

    /// At the time of the mail itself, where the part has none.
    private MailRef mail(JsonNode event) {
        return new MailRef(id(event), null, EventTime.iso(event.path("mail"), "timestamp", "mail"));
    }

    /// By our tag; notifications of an identity have none, but may hold our Message-ID.
    private @Nullable MessageId id(JsonNode event) {
        JsonNode tag = event.path("mail").path("tags").path(EventSource.ID).path(0);
        MessageId echoed = JsonBody.messageId(tag.isString() ? tag.stringValue() : null);
        String ours = JsonBody.text(event.path("mail").path("commonHeaders"), "messageId");
        return echoed != null || ours == null ? echoed : ids.find(ours).orElse(null);
    }
}
