package org.parley.channels.telegram;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One update a webhook (Bot API, "Update"). Groups and channels are no people and are passed over.
final class TelegramEvents {

    private static final List<String> KINDS =
            List.of(
                    "photo",
                    "video",
                    "animation",
                    "audio",
                    "voice",
                    "document",
                    "sticker",
                    "contact",
                    "location",
                    "venue");

    private TelegramEvents() {}

    /// @param clock a tap carries no time of its own
    static List<InboundEvent> parse(byte[] body, Clock clock) {
        ObjectNode update = JsonBody.webhook(body);
        JsonBody.required(update, "update_id", "update");
        if (update.has("message")) {
            return message(update.path("message"));
        }
        if (update.has("callback_query")) {
            return tap(update.path("callback_query"), clock.instant());
        }
        if (update.has("my_chat_member")) {
            return moved(update.path("my_chat_member"));
        }
        return List.of();
    }

    /// Whether it came as a `callback_query`, which is named by its own id and wants an answer.
    static boolean isTap(Reply reply) {
        return reply.payload() != null;
    }

    /// Ids of messages count within a chat.
    static String messageId(JsonNode message) {
        return JsonBody.required(message.path("chat"), "id", "message.chat")
                + ":"
                + JsonBody.required(message, "message_id", "message");
    }

    private static List<InboundEvent> message(JsonNode message) {
        if (!personal(message.path("chat"))) {
            return List.of();
        }
        String chat = JsonBody.required(message.path("chat"), "id", "message.chat");
        Instant at = JsonBody.time(message, "date", "message", false);
        String text = words(message);
        JsonNode answered = message.path("reply_to_message");
        Reply reply =
                new Reply(
                        chat,
                        messageId(message),
                        text,
                        null,
                        answered.has("message_id") && answered.has("chat")
                                ? messageId(answered)
                                : null,
                        null,
                        at);
        // Telegram itself offers the command to leave; it must work.
        return text.equals("/stop")
                ? List.of(reply, new OptOut(chat, "telegram: /stop", at))
                : List.of(reply);
    }

    private static List<InboundEvent> tap(JsonNode query, Instant now) {
        JsonNode message = query.path("message");
        String data = JsonBody.text(query, "data");
        if (data == null || (message.has("chat") && !personal(message.path("chat")))) {
            return List.of();
        }
        return List.of(
                new Reply(
                        JsonBody.required(query.path("from"), "id", "callback_query.from"),
                        JsonBody.required(query, "id", "callback_query"),
                        label(message, data),
                        data,
                        message.has("message_id") && message.has("chat")
                                ? messageId(message)
                                : null,
                        null,
                        now));
    }

    /// Blocking the bot is leaving; unblocking it is coming back.
    private static List<InboundEvent> moved(JsonNode change) {
        if (!personal(change.path("chat"))) {
            return List.of();
        }
        String chat = JsonBody.required(change.path("chat"), "id", "my_chat_member.chat");
        Instant at = JsonBody.time(change, "date", "my_chat_member", false);
        String before = change.path("old_chat_member").path("status").asString("");
        return switch (change.path("new_chat_member").path("status").asString("")) {
            case "kicked" -> List.of(new OptOut(chat, "telegram: kicked", at));
            case "member" ->
                    before.equals("kicked")
                            ? List.of(new OptIn(chat, "telegram: member after kicked", at))
                            : List.of();
            default -> List.of();
        };
    }

    private static boolean personal(JsonNode chat) {
        if (!chat.isObject()) {
            throw new MalformedWebhookException("No chat");
        }
        return chat.path("type").asString("private").equals("private");
    }

    private static String words(JsonNode message) {
        String text = JsonBody.text(message, "text");
        if (text != null) {
            return text;
        }
        String kind = KINDS.stream().filter(message::has).findFirst().orElse("message");
        String caption = JsonBody.text(message, "caption");
        return caption == null ? "[" + kind + "]" : "[" + kind + "] " + caption;
    }

    /// What stood on the button.
    private static String label(JsonNode message, String data) {
        for (JsonNode row : message.path("reply_markup").path("inline_keyboard")) {
            for (JsonNode button : row) {
                if (button.path("callback_data").asString("").equals(data)) {
                    return button.path("text").asString(data);
                }
            }
        }
        return data;
    }
}
