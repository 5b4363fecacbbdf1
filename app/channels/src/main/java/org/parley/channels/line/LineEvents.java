package org.parley.channels.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// LINE's webhooks ("Webhook event objects"): any number of events in one body, none to test the
/// line. An event that is delivered again has the same ids as before.
final class LineEvents {

    private static final String AT = "events[]";

    private final List<InboundEvent> events = new ArrayList<>();

    private LineEvents() {}

    static List<InboundEvent> parse(byte[] body) {
        ObjectNode envelope = JsonBody.webhook(body);
        if (!envelope.path("events").isArray()) {
            throw new MalformedWebhookException("No array at events");
        }
        LineEvents events = new LineEvents();
        envelope.path("events").forEach(events::event);
        return List.copyOf(events.events);
    }

    private void event(JsonNode event) {
        // Groups and rooms are no people.
        if (!event.path("source").path("type").asString("").equals("user")) {
            return;
        }
        switch (event.path("type").asString("")) {
            case "message" -> message(event, event.path("message"));
            case "postback" ->
                    reply(
                            event,
                            JsonBody.required(event, "webhookEventId", AT),
                            JsonBody.required(event.path("postback"), "data", AT + ".postback"));
            case "follow" -> {
                boolean back = event.path("follow").path("isUnblocked").asBoolean(false);
                events.add(
                        new OptIn(
                                user(event),
                                back ? "line: follow (unblocked)" : "line: follow",
                                at(event)));
            }
            case "unfollow" -> events.add(new OptOut(user(event), "line: unfollow", at(event)));
            default -> {
                // unsend, join, beacon: nothing that somebody could answer
            }
        }
    }

    private void message(JsonNode event, JsonNode message) {
        String type = JsonBody.required(message, "type", AT + ".message");
        String text = type.equals("text") ? message.path("text").asString("") : "[" + type + "]";
        events.add(
                new Reply(
                        user(event),
                        JsonBody.required(message, "id", AT + ".message"),
                        text,
                        null,
                        JsonBody.text(message, "quotedMessageId"),
                        null,
                        at(event)));
    }

    /// A tap says its data and not its label.
    private void reply(JsonNode event, String id, String data) {
        events.add(new Reply(user(event), id, data, data, null, null, at(event)));
    }

    private static String user(JsonNode event) {
        return JsonBody.required(event.path("source"), "userId", AT + ".source");
    }

    private static Instant at(JsonNode event) {
        return JsonBody.time(event, "timestamp", AT, true);
    }
}
