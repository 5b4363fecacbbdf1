package org.parley.channels.apple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.Keywords;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Apple posts: compressed, one message in a body, without a time. That something was
/// delivered or read is never told.
final class AppleEvents {

    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int GZIP = 0x1f;

    private AppleEvents() {}

    /// @param now stands for the time that the body lacks
    static List<InboundEvent> parse(byte[] body, Instant now) {
        ObjectNode message = JsonBody.webhook(plain(body));
        String from = JsonBody.required(message, "sourceId", "body");
        String id = JsonBody.required(message, "id", "body");
        return switch (JsonBody.required(message, "type", "body")) {
            case "text" -> text(message, from, id, now);
            case "interactive" -> List.of(interactive(message, from, id, now));
            case "close" -> List.of(new OptOut(from, "apple: close", now));
            // typing, and what later versions bring
            default -> List.of();
        };
    }

    private static List<InboundEvent> text(
            ObjectNode message, String from, String id, Instant now) {
        // Attachments stand in the text as object replacement characters.
        String words = message.path("body").asString("").replace("\ufffc", "").strip();
        String text = words.isEmpty() ? "[attachment]" : words;
        List<InboundEvent> events = new ArrayList<>();
        events.add(new Reply(from, id, text, null, null, null, now));
        events.addAll(Keywords.consent("apple", from, text, now));
        return events;
    }

    private static Reply interactive(ObjectNode message, String from, String id, Instant now) {
        JsonNode interactive = message.path("interactiveData");
        JsonNode data = interactive.path("data");
        JsonNode chosen = chosen(data);
        String title = JsonBody.text(interactive.path("replyMessage"), "title");
        String label = chosen == null ? null : JsonBody.text(chosen, "title");
        String text = label != null ? label : title != null ? title : "[interactive]";
        MessageId asked = JsonBody.messageId(JsonBody.text(data, "requestIdentifier"));
        return new Reply(
                from,
                id,
                text,
                chosen == null ? null : JsonBody.text(chosen, "identifier"),
                null,
                asked,
                now);
    }

    /// The chosen item; null when the reply is too large to travel or of another kind.
    private static @Nullable JsonNode chosen(JsonNode data) {
        JsonNode quick =
                data.has("quick-reply") ? data.path("quick-reply") : data.path("quickReply");
        if (quick.isObject()) {
            JsonNode item = quick.path("items").path(quick.path("selectedIndex").asInt(-1));
            return item.isObject() ? item : null;
        }
        JsonNode row = data.path("listPicker").path("sections").path(0).path("items").path(0);
        if (row.isObject()) {
            return row;
        }
        JsonNode slot = data.path("event").path("timeslots").path(0);
        return slot.isObject() ? slot : null;
    }

    private static byte[] plain(byte[] body) {
        if (body.length < 2 || body[0] != GZIP) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new MalformedWebhookException("The body unpacks to more than 8 MB");
            }
            return plain;
        } catch (IOException malformed) {
            throw new MalformedWebhookException("The body is no gzip");
        }
    }
}
