package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Events of Amazon SES as SNS delivers them. Our id travels as a message tag.
final class Ses implements EventSource {

    private final @Nullable String configurationSet;
    private final SnsTopic topic;
    private final SesEvents events;

    /// @param configurationSet whose events go to the topic; null: the identity's own
    Ses(@Nullable String configurationSet, SnsTopic topic, MailId ids) {
        this.configurationSet = configurationSet;
        this.topic = topic;
        this.events = new SesEvents(ids);
    }

    @Override
    public void mark(MimeMessage mail, MessageId id) throws MessagingException {
        mail.setHeader("X-SES-MESSAGE-TAGS", ID + "=" + id);
        if (configurationSet != null) {
            mail.setHeader("X-SES-CONFIGURATION-SET", configurationSet);
        }
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        ObjectNode message = JsonBody.answer(request.body());
        return message != null && topic.signed(message);
    }

    /// SNS sends nothing to an address that has not confirmed its subscription.
    ///
    /// @throws IllegalStateException when it does not take our confirmation now: it asks again
    ///   after an answer of 500, and never again after one of 200
    @Override
    public Optional<String> challenge(WebhookRequest request) {
        if (!SnsTopic.CONFIRMATION.equals(request.header("x-amz-sns-message-type"))) {
            return Optional.empty();
        }
        ObjectNode message = JsonBody.answer(request.body());
        if (message == null || !topic.signed(message)) {
            return Optional.empty();
        }
        if (!topic.confirm(message)) {
            throw new IllegalStateException("SNS did not take the confirmation of " + topic.arn());
        }
        return Optional.of("");
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        ObjectNode message = JsonBody.webhook(body);
        return message.path("Type").asString("").equals("Notification")
                ? events.parse(JsonBody.required(message, "Message", "body"))
                : List.of();
    }

    @Override
    public void close() {
        topic.close();
    }
}
