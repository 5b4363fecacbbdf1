package org.parley.sandbox.telegram;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.telegram.TelegramChat.Standing;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What users do, as Telegram's updates tell it. No receipt of any kind.
public final class TelegramVoice implements Voice {
    private final TelegramBot bot;
    private final Webhooks webhooks;
    private final Set<String> queries = ConcurrentHashMap.newKeySet();

    TelegramVoice(TelegramBot bot, Webhooks webhooks) {
        this.bot = bot;
        this.webhooks = webhooks;
    }

    @Override
    public void delivered(Incoming message) {}

    @Override
    public void undelivered(Incoming message, Dice dice) {}

    @Override
    public void read(Incoming message) {}

    /// A button in the message asks the bot; one of the keyboard writes its text.
    @Override
    public void tap(Incoming message, QuickReply reply) {
        if (!message.form().equals(TelegramContent.INLINE)) {
            say(message.address(), reply.label());
            return;
        }
        String id = Dice.of(bot.now(), message.address(), message.key()).digits("query", 18);
        queries.add(id);
        ObjectNode query = Json.object().put("id", id);
        query.set("from", bot.user(message.address()));
        bot.chat(message.address())
                .message(Long.parseLong(message.providerMessageId()))
                .ifPresent(sent -> query.set("message", sent));
        query.put("chat_instance", Dice.of(0, message.address()).digits("instance", 18));
        query.put("data", reply.payload());
        post("callback_query", query);
    }

    @Override
    public void say(String address, String text) {
        TelegramChat chat = bot.chat(address);
        ObjectNode message = Json.object().put("message_id", chat.nextMessageId());
        message.set("from", bot.user(address));
        message.set("chat", bot.chatOf(address));
        message.put("date", bot.date()).put("text", text);
        if (text.startsWith("/")) {
            int length = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
            message.putArray("entities")
                    .addObject()
                    .put("offset", 0)
                    .put("length", length)
                    .put("type", "bot_command");
        }
        post("message", message);
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "/stop");
        } else {
            block(message.address());
        }
        return true;
    }

    /// The user opens the bot, by a link that may carry a word.
    public void start(String address, @Nullable String word) {
        bot.chat(address).standing(Standing.MEMBER);
        say(address, word == null ? "/start" : "/start " + word);
    }

    public void block(String address) {
        moves(address, Standing.MEMBER, Standing.KICKED);
    }

    public void unblock(String address) {
        moves(address, Standing.KICKED, Standing.MEMBER);
    }

    /// The account is deleted; nothing is told.
    public void deactivate(String address) {
        bot.chat(address).standing(Standing.DEACTIVATED);
    }

    /// As if this user had never opened the bot.
    public void forget(String address) {
        bot.chat(address).standing(Standing.NOT_STARTED);
    }

    /// A group's chat gets another id.
    public void migrate(String address, long to) {
        bot.chat(address).migrate(to);
    }

    /// Takes the bot's answer to a tap; false when there was no such tap or it is answered.
    boolean answered(String query) {
        return queries.remove(query);
    }

    /// Taps that the bot has not answered, so that the user still sees the clock on the button.
    public int unanswered() {
        return queries.size();
    }

    private void moves(String address, Standing from, Standing to) {
        bot.chat(address).standing(to);
        ObjectNode change = Json.object();
        change.set("chat", bot.chatOf(address));
        change.set("from", bot.user(address));
        change.put("date", bot.date());
        change.set("old_chat_member", member(from));
        change.set("new_chat_member", member(to));
        post("my_chat_member", change);
    }

    private ObjectNode member(Standing standing) {
        ObjectNode member = Json.object();
        member.set("user", bot.self());
        if (standing == Standing.KICKED) {
            return member.put("status", "kicked").put("until_date", 0);
        }
        return member.put("status", "member");
    }

    private void post(String kind, ObjectNode content) {
        if (bot.wants(kind)) {
            webhooks.post(bot.update(kind, content));
        }
    }
}
