package org.parley.channels.viber;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Viber's callbacks (developers.viber.com, "Callbacks"), one in a body. Tokens are kept as text:
/// they exceed 2^53.
final class ViberEvents {

    private static final int LONGEST_CODE = 100;

    private ViberEvents() {}

    static List<InboundEvent> parse(byte[] body) {
        ObjectNode event = JsonBody.webhook(body);
        if (!event.path("event").isString()) {
            throw new MalformedWebhookException("No text at event");
        }
        return switch (event.path("event").stringValue()) {
            // Sent for each device of the person, and for the person's own messages.
            case "delivered" -> List.of(receipt(event, ReceiptKind.DELIVERED, null, null));
            case "seen" ->
                    // Once for everything unread: the token is of the newest.
                    List.of(
                            receipt(event, ReceiptKind.READ, null, null),
                            new SeenUpTo(user(event), at(event)));
            case "failed" ->
                    // Accepted, then not shown by the person's client.
                    List.of(
                            receipt(
                                    event,
                                    ReceiptKind.FAILED,
                                    FailureClass.RECIPIENT,
                                    reason(event)));
            case "subscribed" ->
                    List.of(
                            new OptIn(
                                    JsonBody.required(event.path("user"), "id", "user"),
                                    "viber: subscribed",
                                    at(event)));
            case "unsubscribed" ->
                    List.of(new OptOut(user(event), "viber: unsubscribed", at(event)));
            case "message" -> message(event);
            // "webhook" checks the address; "conversation_started" is no subscription.
            default -> List.of();
        };
    }

    private static List<InboundEvent> message(ObjectNode event) {
        String address = JsonBody.required(event.path("sender"), "id", "sender");
        JsonNode message = event.path("message");
        String type = JsonBody.required(message, "type", "message");
        String text = message.path("text").asString("");
        if (event.path("silent").asBoolean(false) && text.matches("https?://\\S+")) {
            return List.of(); // the echo of a tapped link; the redirect counts it
        }
        Tracking tracking = Tracking.read(JsonBody.text(message, "tracking_data"));
        return List.of(
                new Reply(
                        address,
                        token(event),
                        type.equals("text") ? text : placeholder(type, text),
                        tracking.payloads().contains(text) ? text : null,
                        null,
                        tracking.id(),
                        at(event)));
    }

    private static String placeholder(String type, String text) {
        return text.isBlank() ? "[" + type + "]" : "[" + type + "] " + text;
    }

    private static Receipt receipt(
            ObjectNode event,
            ReceiptKind kind,
            @Nullable FailureClass failure,
            @Nullable String code) {
        return new Receipt(kind, token(event), null, failure, code, at(event));
    }

    private static @Nullable String reason(ObjectNode event) {
        String words = JsonBody.text(event, "desc");
        return words == null || words.length() <= LONGEST_CODE
                ? words
                : words.substring(0, LONGEST_CODE);
    }

    private static String token(ObjectNode event) {
        return JsonBody.required(event, "message_token", "event");
    }

    private static String user(ObjectNode event) {
        return JsonBody.required(event, "user_id", "event");
    }

    private static Instant at(ObjectNode event) {
        return JsonBody.time(event, "timestamp", "event", true);
    }
}
