package org.parley.sandbox.whatsapp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.received.Received;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Hands a well-formed message to one customer, or says why not, now or later.
final class WhatsAppDelivery {
    /// What the caller hears: an id, or an error.
    sealed interface Result {
        record Accepted(String messageId) implements Result {}

        record Refused(GraphError error) implements Result {}
    }

    private final WhatsAppNumber number;
    private final WhatsAppVoice voice;
    private final Customers customers;
    private final Received received;
    private final Agenda agenda;
    private final Set<Integer> reportedLater;

    WhatsAppDelivery(
            WhatsAppNumber number,
            WhatsAppVoice voice,
            Surroundings around,
            Set<Integer> reportedLater) {
        this.number = number;
        this.voice = voice;
        this.customers = around.customers();
        this.received = around.received();
        this.agenda = around.agenda();
        this.reportedLater = reportedLater;
    }

    /// @param lite by the Marketing Messages API
    Result deliver(
            ObjectNode body,
            byte[] raw,
            String waId,
            @Nullable WhatsAppTemplate template,
            boolean lite) {
        Optional<GraphError> trouble = trouble(waId, template);
        if (trouble.isPresent() && !reportedLater.contains(trouble.get().code())) {
            return new Result.Refused(trouble.get());
        }
        String id = number.nextId(waId);
        String data = Json.text(body, "biz_opaque_callback_data");
        received.accept(Channel.WHATSAPP, waId, data, id, raw);
        if (trouble.isPresent()) {
            Incoming message = incoming(body, waId, id, data, template, lite);
            agenda.later(Duration.ofSeconds(1), () -> voice.fail(message, trouble.get()));
        } else if (!customers.silentOn(Channel.WHATSAPP)) {
            customers.receive(incoming(body, waId, id, data, template, lite));
        }
        return new Result.Accepted(id);
    }

    private Optional<GraphError> trouble(String waId, @Nullable WhatsAppTemplate template) {
        if (!customers.book().reachable(Channel.WHATSAPP, waId)) {
            return Optional.of(
                    new GraphError(
                            GraphError.UNDELIVERABLE,
                            "Message Undeliverable. The recipient is not on WhatsApp."));
        }
        if (template == null) {
            return number.user(waId).windowOpen(number.now())
                    ? Optional.empty()
                    : Optional.of(
                            new GraphError(
                                    GraphError.WINDOW_CLOSED,
                                    "Message failed to send because more than 24 hours have passed"
                                            + " since the customer last replied to this number."));
        }
        boolean marketing = template.category() == WhatsAppTemplate.Category.MARKETING;
        if (marketing && number.user(waId).stoppedMarketing()) {
            return Optional.of(
                    new GraphError(
                            GraphError.STOPPED_MARKETING,
                            "This recipient has chosen to stop receiving marketing messages on"
                                    + " WhatsApp from your business"));
        }
        return Optional.empty();
    }

    private Incoming incoming(
            ObjectNode body,
            String waId,
            String id,
            @Nullable String data,
            @Nullable WhatsAppTemplate template,
            boolean lite) {
        WhatsAppContent content = WhatsAppContent.of(body, template);
        return new Incoming(
                Channel.WHATSAPP,
                waId,
                customers.key(Channel.WHATSAPP, waId, data),
                id,
                data,
                lite ? WhatsAppForm.MARKETING_LITE : WhatsAppForm.of(body, template),
                content.links(),
                content.replies(),
                null);
    }
}
