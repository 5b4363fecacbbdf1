package org.parley.sandbox.telegram;

import java.util.Optional;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ObjectNode;

/// Puts a well-formed message into one chat, or says why not.
final class TelegramDelivery {
    private final TelegramBot bot;
    private final Surroundings around;
    private volatile RateWindow rate;
    private volatile long chatGapMillis;

    TelegramDelivery(TelegramBot bot, Surroundings around) {
        this.bot = bot;
        this.around = around;
        this.rate = new RateWindow(0, around.clock());
    }

    void pace(int perSecond, long newChatGapMillis) {
        rate = new RateWindow(perSecond, around.clock());
        chatGapMillis = newChatGapMillis;
    }

    Answer.Reply deliver(String method, ObjectNode body, byte[] raw) {
        String chatId = body.path("chat_id").asString("");
        Optional<TelegramError> trouble = trouble(chatId);
        if (trouble.isPresent()) {
            return trouble.get().reply();
        }
        TelegramChat chat = bot.chat(chatId);
        if (!rate.take()) {
            return TelegramError.tooMany(1).reply();
        }
        long wait = chat.mustWait(bot.now(), chatGapMillis);
        if (wait > 0) {
            return TelegramError.tooMany(wait).reply();
        }
        if (method.equals("sendMediaGroup")) {
            return album(chat, chatId, body, raw);
        }
        long id = chat.nextMessageId();
        ObjectNode message = message(chatId, id, method, body);
        chat.keep(id, message);
        hand(chatId, id, body, raw);
        return ok(message);
    }

    static Answer.Reply ok(ObjectNode result) {
        ObjectNode answer = Json.object().put("ok", true);
        answer.set("result", result);
        return Answer.json(200, Json.write(answer));
    }

    private Optional<TelegramError> trouble(String chatId) {
        if (!chatId.matches("-?\\d{1,16}")
                || !around.customers().book().reachable(Channel.TELEGRAM, chatId)) {
            return Optional.of(TelegramError.CHAT_NOT_FOUND);
        }
        TelegramChat chat = bot.chat(chatId);
        if (chat.migratedTo() != 0) {
            return Optional.of(TelegramError.migrated(chat.migratedTo()));
        }
        return switch (chat.standing()) {
            case MEMBER -> Optional.empty();
            case KICKED -> Optional.of(TelegramError.BLOCKED);
            case NOT_STARTED -> Optional.of(TelegramError.NOT_STARTED);
            case DEACTIVATED -> Optional.of(TelegramError.DEACTIVATED);
        };
    }

    /// One message an element, all of one group.
    private Answer.Reply album(TelegramChat chat, String chatId, ObjectNode body, byte[] raw) {
        ObjectNode answer = Json.object().put("ok", true);
        var result = answer.putArray("result");
        long first = 0;
        for (int i = 0; i < body.path("media").size(); i++) {
            long id = chat.nextMessageId();
            first = first == 0 ? id : first;
            ObjectNode message = message(chatId, id, "sendPhoto", body);
            result.add(message.put("media_group_id", Long.toString(first)));
        }
        hand(chatId, first, body, raw);
        return Answer.json(200, Json.write(answer));
    }

    private ObjectNode message(String chatId, long id, String method, ObjectNode body) {
        ObjectNode message = Json.object().put("message_id", id);
        message.set("from", bot.self());
        message.set("chat", bot.chatOf(chatId));
        message.put("date", bot.date());
        if (method.equals("sendMessage")) {
            message.put("text", body.path("text").asString(""));
        } else if (!Json.lacks(body, "caption")) {
            message.put("caption", body.path("caption").asString(""));
        }
        if (!Json.lacks(body.path("reply_markup"), "inline_keyboard")) {
            message.set("reply_markup", body.path("reply_markup"));
        }
        return message;
    }

    private void hand(String chatId, long id, ObjectNode body, byte[] raw) {
        String messageId = Long.toString(id);
        around.received().accept(Channel.TELEGRAM, chatId, null, messageId, raw);
        if (around.customers().silentOn(Channel.TELEGRAM)) {
            return;
        }
        TelegramContent content = TelegramContent.of(body);
        around.customers()
                .receive(
                        new Incoming(
                                Channel.TELEGRAM,
                                chatId,
                                around.customers().key(Channel.TELEGRAM, chatId, null),
                                messageId,
                                null,
                                content.form(),
                                content.links(),
                                content.replies(),
                                null));
    }
}
