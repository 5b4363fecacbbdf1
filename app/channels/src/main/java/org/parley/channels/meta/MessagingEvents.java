package org.parley.channels.meta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.DeliveredUpTo;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Webhooks of the messaging platform ("Webhook events" of Messenger, Instagram's "messaging
/// events"): entries of messaging events, each by one person.
public final class MessagingEvents {

    private static final String AT = "messaging";

    private final String channel;
    private final List<InboundEvent> events = new ArrayList<>();

    private MessagingEvents(String channel) {
        this.channel = channel;
    }

    /// @param channel named in the evidence of consent
    public static List<InboundEvent> parse(byte[] body, String channel) {
        ObjectNode envelope = JsonBody.webhook(body);
        if (!envelope.path("entry").isArray()) {
            throw new MalformedWebhookException("No array at entry");
        }
        MessagingEvents events = new MessagingEvents(channel);
        for (JsonNode entry : envelope.path("entry")) {
            entry.path(AT).forEach(events::event);
        }
        return List.copyOf(events.events);
    }

    private void event(JsonNode event) {
        if (event.has("message")) {
            message(event, event.path("message"));
        } else if (event.has("postback")) {
            postback(event, event.path("postback"));
        } else if (event.has("delivery")) {
            delivery(event, event.path("delivery"));
        } else if (event.has("read")) {
            read(event, event.path("read"));
        } else if (event.has("optin")) {
            optin(event, event.path("optin"));
        }
        // reactions, referrals, hand-overs: nothing that somebody could answer
    }

    private void message(JsonNode event, JsonNode message) {
        String mid = JsonBody.required(message, "mid", AT + ".message");
        if (message.path("is_echo").asBoolean(false)) {
            // Our own message: it settles a send whose answer was lost.
            var ours = JsonBody.messageId(JsonBody.text(message, "metadata"));
            if (ours != null) {
                events.add(new Receipt(ReceiptKind.SENT, mid, ours, null, null, at(event)));
            }
            return;
        }
        if (message.path("is_deleted").asBoolean(false)) {
            return;
        }
        events.add(
                new Reply(
                        sender(event),
                        mid,
                        words(message),
                        JsonBody.text(message.path("quick_reply"), "payload"),
                        JsonBody.text(message.path("reply_to"), "mid"),
                        null,
                        at(event)));
    }

    private void postback(JsonNode event, JsonNode postback) {
        events.add(
                new Reply(
                        sender(event),
                        JsonBody.required(postback, "mid", AT + ".postback"),
                        postback.path("title").asString(""),
                        JsonBody.text(postback, "payload"),
                        null,
                        null,
                        at(event)));
    }

    /// The list of messages may be missing; then only the watermark says what arrived.
    private void delivery(JsonNode event, JsonNode delivery) {
        Instant at = watermark(delivery, event);
        if (delivery.path("mids").isEmpty()) {
            events.add(new DeliveredUpTo(sender(event), at));
        }
        for (JsonNode mid : delivery.path("mids")) {
            if (mid.isString()) {
                events.add(
                        new Receipt(
                                ReceiptKind.DELIVERED, mid.stringValue(), null, null, null, at));
            }
        }
    }

    /// Messenger tells up to when everything was read; Instagram tells one message.
    private void read(JsonNode event, JsonNode read) {
        String mid = JsonBody.text(read, "mid");
        if (mid == null) {
            events.add(new SeenUpTo(sender(event), watermark(read, event)));
        } else {
            events.add(new Receipt(ReceiptKind.READ, mid, null, null, null, at(event)));
        }
    }

    private void optin(JsonNode event, JsonNode optin) {
        String status = optin.path("notification_messages_status").asString("");
        String evidence = channel + ": notification messages " + status.toLowerCase(Locale.ROOT);
        switch (status) {
            case "STOP", "STOP_NOTIFICATIONS" ->
                    events.add(new OptOut(sender(event), evidence, at(event)));
            case "RESUME", "RESUME_NOTIFICATIONS" ->
                    events.add(new OptIn(sender(event), evidence, at(event)));
            default -> {
                // other plug-ins: no statement about marketing
            }
        }
    }

    private static String words(JsonNode message) {
        String text = JsonBody.text(message, "text");
        if (text != null) {
            return text;
        }
        String type = message.path("attachments").path(0).path("type").asString("message");
        return "[" + type + "]";
    }

    private static Instant watermark(JsonNode node, JsonNode event) {
        return JsonBody.text(node, "watermark") == null
                ? at(event)
                : JsonBody.time(node, "watermark", AT, true);
    }

    private static String sender(JsonNode event) {
        return JsonBody.required(event.path("sender"), "id", AT + ".sender");
    }

    private static Instant at(JsonNode event) {
        return JsonBody.time(event, "timestamp", AT, true);
    }
}
