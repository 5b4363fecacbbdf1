package org.parley.sandbox.telegram;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// The bot, its chats, and the shape of its updates.
final class TelegramBot {
    /// Kinds of updates that a bot gets only if it names them.
    private static final Set<String> NOT_BY_DEFAULT =
            Set.of("chat_member", "message_reaction", "message_reaction_count");

    private final long id;
    private final String token;
    private final Book book;
    private final Clock clock;
    private final AtomicLong updates;
    private final Map<String, TelegramChat> chats = new ConcurrentHashMap<>();
    private volatile Set<String> allowed = Set.of();
    private volatile String secret = "";

    TelegramBot(long seed, Book book, Clock clock) {
        Dice dice = Dice.of(seed, "accounts", "telegram");
        this.id = Long.parseLong(dice.digits("id", 10));
        this.token = id + ":AA" + dice.hex("a") + dice.hex("b") + "x";
        this.book = book;
        this.clock = clock;
        this.updates = new AtomicLong(clock.millis() / 1000);
    }

    String token() {
        return token;
    }

    TelegramChat chat(String chatId) {
        return chats.computeIfAbsent(chatId, _ -> new TelegramChat());
    }

    long now() {
        return clock.millis();
    }

    long date() {
        return clock.millis() / 1000;
    }

    String secret() {
        return secret;
    }

    Set<String> allowed() {
        return allowed;
    }

    void webhook(String newSecret, Set<String> updateKinds) {
        secret = newSecret;
        allowed = updateKinds;
    }

    boolean wants(String kind) {
        return allowed.isEmpty() ? !NOT_BY_DEFAULT.contains(kind) : allowed.contains(kind);
    }

    ObjectNode self() {
        return Json.object()
                .put("id", id)
                .put("is_bot", true)
                .put("first_name", "Sandbox shop")
                .put("username", "sandbox_shop_bot");
    }

    ObjectNode user(String chatId) {
        Person person = book.find(Channel.TELEGRAM, chatId).orElse(null);
        ObjectNode user = Json.object().put("id", Long.parseLong(chatId)).put("is_bot", false);
        user.put("first_name", person == null || person.name() == null ? "User" : person.name());
        String language = person == null ? null : person.language();
        return user.put("language_code", language == null ? "en" : language);
    }

    ObjectNode chatOf(String chatId) {
        ObjectNode chat = Json.object().put("id", Long.parseLong(chatId));
        chat.put("first_name", user(chatId).path("first_name").asString(""));
        return chat.put("type", "private");
    }

    /// An update with the secret as its only proof of origin.
    Webhook update(String kind, ObjectNode content) {
        ObjectNode update = Json.object().put("update_id", updates.incrementAndGet());
        update.set(kind, content);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (!secret.isEmpty()) {
            headers.put("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        return new Webhook(
                Channel.TELEGRAM,
                kind,
                headers,
                Json.write(update).getBytes(StandardCharsets.UTF_8));
    }
}
