package org.parley.sandbox.viber;

import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What users do, as Viber's callbacks tell it.
public final class ViberVoice implements Voice {
    private final ViberBot bot;
    private final Book book;
    private final Webhooks webhooks;

    ViberVoice(ViberBot bot, Book book, Webhooks webhooks) {
        this.bot = bot;
        this.book = book;
        this.webhooks = webhooks;
    }

    @Override
    public void delivered(Incoming message) {
        long token = Long.parseLong(message.providerMessageId());
        bot.user(message.address()).delivered(token);
        report("delivered", message.address(), token);
        if (book.hasTwoDevices(Channel.VIBER, message.address())) {
            report("delivered", message.address(), token);
        }
    }

    /// Half of what never arrives is reported; the other half is silence, which Viber ends after 14
    /// days without a word.
    @Override
    public void undelivered(Incoming message, Dice dice) {
        if (dice.happens("failure reported", 0.5)) {
            long token = Long.parseLong(message.providerMessageId());
            ObjectNode event = bot.event("failed", token);
            event.put("user_id", message.address()).put("desc", "message could not be shown");
            post("failed", event);
        }
    }

    @Override
    public void read(Incoming message) {
        long newest = bot.user(message.address()).read();
        if (newest != 0) {
            report("seen", message.address(), newest);
        }
    }

    @Override
    public void tap(Incoming message, QuickReply reply) {
        say(message.address(), reply.payload());
    }

    @Override
    public void say(String address, String text) {
        ViberUser user = bot.user(address);
        user.wrote(bot.now());
        ObjectNode event = bot.event("message", bot.nextToken());
        event.set("sender", describe(address));
        event.putObject("message")
                .put("text", text)
                .put("type", "text")
                .put("tracking_data", user.lastTracking());
        event.put("silent", false);
        post("message", event);
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "STOP");
        } else {
            unsubscribe(message.address());
        }
        return true;
    }

    /// The user leaves the bot.
    public void unsubscribe(String address) {
        bot.user(address).subscribe(false);
        ObjectNode event = bot.event("unsubscribed", bot.nextToken());
        post("unsubscribed", event.put("user_id", address));
    }

    /// The user joins the bot.
    public void subscribe(String address) {
        bot.user(address).subscribe(true);
        ObjectNode event = bot.event("subscribed", bot.nextToken());
        event.set("user", describe(address));
        post("subscribed", event);
    }

    /// The user opens the chat, which is no subscription yet.
    public void startConversation(String address) {
        ObjectNode event = bot.event("conversation_started", bot.nextToken());
        event.put("type", "open").put("context", "");
        event.set("user", describe(address));
        event.put("subscribed", bot.user(address).subscribed());
        post("conversation_started", event);
    }

    ObjectNode describe(String address) {
        Person person = book.find(Channel.VIBER, address).orElse(null);
        ObjectNode user = Json.object();
        user.put("id", address);
        user.put("name", person == null || person.name() == null ? "Subscriber" : person.name());
        user.put("avatar", "");
        user.put(
                "language", person == null || person.language() == null ? "en" : person.language());
        user.put("country", person == null || person.country() == null ? "BG" : person.country());
        user.put("api_version", apiVersion(address));
        return user;
    }

    int apiVersion(String address) {
        return book.hasOldClient(Channel.VIBER, address) ? 4 : 10;
    }

    private void report(String kind, String address, long token) {
        post(kind, bot.event(kind, token).put("user_id", address));
    }

    private void post(String kind, ObjectNode event) {
        // conversation_started reaches every bot; the others only those that asked for them.
        if (bot.wants(kind) || kind.equals("conversation_started")) {
            webhooks.post(bot.sign(kind, event));
        }
    }
}
