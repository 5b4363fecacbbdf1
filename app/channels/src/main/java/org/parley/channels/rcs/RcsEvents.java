package org.parley.channels.rcs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.Keywords;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pub/Sub pushes of the RBM platform: events of people, of the server, and messages of people.
final class RcsEvents {

    private RcsEvents() {}

    /// The bytes that are signed; null when the envelope has none.
    static byte @Nullable [] data(ObjectNode envelope) {
        String data = JsonBody.text(envelope.path("message"), "data");
        try {
            return data == null ? null : Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    static List<InboundEvent> parse(byte[] body) {
        ObjectNode envelope = JsonBody.webhook(body);
        if (envelope.has("clientToken")) {
            return List.of(); // the check of the address
        }
        byte[] data = data(envelope);
        if (data == null) {
            throw new MalformedWebhookException("No base64 at message.data");
        }
        ObjectNode payload = JsonBody.webhook(data);
        String type = JsonBody.text(payload, "eventType");
        return type == null ? message(payload) : event(payload, type);
    }

    private static List<InboundEvent> event(ObjectNode event, String type) {
        return switch (type) {
            case "DELIVERED" -> List.of(receipt(event, ReceiptKind.DELIVERED));
            case "READ" -> List.of(receipt(event, ReceiptKind.READ));
            case "TTL_EXPIRATION_REVOKED" -> List.of(receipt(event, ReceiptKind.EXPIRED));
            case "UNSUBSCRIBE" -> List.of(new OptOut(sender(event), "rcs: UNSUBSCRIBE", at(event)));
            case "SUBSCRIBE" -> List.of(new OptIn(sender(event), "rcs: SUBSCRIBE", at(event)));
            // IS_TYPING says nothing; after TTL_EXPIRATION_REVOKE_FAILED the person may get it yet.
            default -> List.of();
        };
    }

    private static List<InboundEvent> message(ObjectNode message) {
        String from = sender(message);
        String id = JsonBody.required(message, "messageId", "data");
        Instant at = at(message);
        JsonNode answer = message.path("suggestionResponse");
        if (answer.isObject()) {
            // A tapped link or number is an ACTION: the redirect counts it.
            return answer.path("type").asString("").equals("ACTION")
                    ? List.of()
                    : List.of(
                            new Reply(
                                    from,
                                    id,
                                    answer.path("text").asString(""),
                                    JsonBody.text(answer, "postbackData"),
                                    null,
                                    null,
                                    at));
        }
        String text = JsonBody.text(message, "text");
        List<InboundEvent> events = new ArrayList<>();
        String words = text == null ? placeholder(message) : text;
        events.add(new Reply(from, id, words, null, null, null, at));
        events.addAll(Keywords.consent("rcs", from, words, at));
        return events;
    }

    private static String placeholder(ObjectNode message) {
        if (message.has("location")) {
            return "[location]";
        }
        return message.has("userFile") ? "[file]" : "";
    }

    private static Receipt receipt(ObjectNode event, ReceiptKind kind) {
        return new Receipt(
                kind, JsonBody.required(event, "messageId", "data"), null, null, null, at(event));
    }

    private static String sender(ObjectNode event) {
        return JsonBody.required(event, "senderPhoneNumber", "data");
    }

    private static Instant at(ObjectNode event) {
        try {
            return Instant.parse(JsonBody.required(event, "sendTime", "data"));
        } catch (DateTimeException wrong) {
            throw new MalformedWebhookException("No time at data.sendTime");
        }
    }
}
