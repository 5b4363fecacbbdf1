package org.parley.channels.whatsapp;

import java.time.Instant;
import java.util.ArrayList;
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
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Meta's webhooks for a WhatsApp business account: up to 1,000 changes in one body.
final class WhatsAppEvents {

    private final List<InboundEvent> events = new ArrayList<>();

    private WhatsAppEvents() {}

    static List<InboundEvent> parse(byte[] body) {
        ObjectNode envelope = JsonBody.webhook(body);
        if (!envelope.path("entry").isArray()) {
            throw new MalformedWebhookException("No array at entry");
        }
        WhatsAppEvents events = new WhatsAppEvents();
        for (JsonNode entry : envelope.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                JsonNode value = change.path("value");
                switch (change.path("field").asString("")) {
                    case "messages" -> {
                        value.path("statuses").forEach(events::status);
                        value.path("messages").forEach(events::message);
                    }
                    case "user_preferences" ->
                            value.path("user_preferences").forEach(events::preference);
                    case String field ->
                            // of those of templates; number and account are not kept
                            events.events.addAll(WhatsAppTemplateNews.read(entry, field, value));
                }
            }
        }
        return List.copyOf(events.events);
    }

    private void status(JsonNode status) {
        ReceiptKind kind =
                switch (status.path("status").asString("")) {
                    case "sent" -> ReceiptKind.SENT;
                    case "delivered" -> ReceiptKind.DELIVERED;
                    case "read", "played" -> ReceiptKind.READ;
                    case "failed" -> ReceiptKind.FAILED;
                    default -> null;
                };
        if (kind == null) {
            return;
        }
        FailureClass failure = null;
        String code = null;
        if (kind == ReceiptKind.FAILED) {
            code = JsonBody.text(status.path("errors").path(0), "code");
            failure =
                    code != null && code.matches("\\d{1,9}")
                            ? WhatsAppError.failure(Integer.parseInt(code))
                            : FailureClass.RETRYABLE;
        }
        Instant at = JsonBody.time(status, "timestamp", "status", false);
        events.add(
                new Receipt(
                        kind,
                        JsonBody.required(status, "id", "status"),
                        JsonBody.messageId(JsonBody.text(status, "biz_opaque_callback_data")),
                        failure,
                        code,
                        at));
        String address = address(status, "recipient_id", "recipient_user_id");
        if (failure == FailureClass.OPTED_OUT && address != null) {
            events.add(new OptOut(address, "whatsapp: error " + code, at));
        }
    }

    private void message(JsonNode message) {
        String type = JsonBody.required(message, "type", "message");
        if (type.equals("reaction") || type.equals("system") || type.equals("unsupported")) {
            return; // nothing that somebody could answer
        }
        JsonNode content = message.path(type);
        JsonNode choice =
                content.path(content.path("type").asString("")); // button_reply, list_reply
        String text =
                switch (type) {
                    case "text" -> content.path("body").asString("");
                    case "button" -> content.path("text").asString("");
                    case "interactive" -> choice.path("title").asString("[interactive]");
                    default -> placeholder(type, content.path("caption").asString(""));
                };
        String payload =
                switch (type) {
                    case "button" -> JsonBody.text(content, "payload");
                    case "interactive" -> JsonBody.text(choice, "id");
                    default -> null;
                };
        String address = address(message, "from", "from_user_id");
        if (address == null) {
            throw new MalformedWebhookException("No sender at message.from");
        }
        events.add(
                new Reply(
                        address,
                        JsonBody.required(message, "id", "message"),
                        text,
                        payload,
                        JsonBody.text(message.path("context"), "id"),
                        null,
                        JsonBody.time(message, "timestamp", "message", false)));
    }

    private void preference(JsonNode preference) {
        String address = address(preference, "wa_id", "user_id");
        if (address == null) {
            throw new MalformedWebhookException("No person at user_preferences");
        }
        Instant at = JsonBody.time(preference, "timestamp", "user_preferences", false);
        String evidence = "whatsapp: " + preference.path("category").asString("") + " ";
        switch (preference.path("value").asString("")) {
            case "stop" -> events.add(new OptOut(address, evidence + "stop", at));
            case "resume" -> events.add(new OptIn(address, evidence + "resume", at));
            default -> {
                // a value of a later version
            }
        }
    }

    private static String placeholder(String type, String caption) {
        return caption.isBlank() ? "[" + type + "]" : "[" + type + "] " + caption;
    }

    /// Numbers come as digits; ours carry the plus sign. Somebody without a visible number has a
    /// business-scoped id only.
    private static @Nullable String address(JsonNode node, String number, String scoped) {
        String digits = JsonBody.text(node, number);
        return digits != null && digits.matches("\\+?\\d+")
                ? (digits.startsWith("+") ? digits : "+" + digits)
                : JsonBody.text(node, scoped);
    }
}
