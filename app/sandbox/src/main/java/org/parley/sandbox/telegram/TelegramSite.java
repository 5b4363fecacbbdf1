package org.parley.sandbox.telegram;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.http.Query;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Telegram's Bot API under `/telegram/bot<token>/<method>`.
public final class TelegramSite implements Provider {
    private static final String BASE = "/telegram/bot";
    private static final Set<String> EDITS =
            Set.of("editMessageText", "editMessageMedia", "editMessageReplyMarkup");

    private final TelegramBot bot;
    private final TelegramVoice voice;
    private final TelegramDelivery delivery;
    private final Surroundings around;

    private TelegramSite(long seed, Surroundings around) {
        this.bot = new TelegramBot(seed, around.customers().book(), around.clock());
        this.voice = new TelegramVoice(bot, around.webhooks());
        this.delivery = new TelegramDelivery(bot, around);
        this.around = around;
    }

    public static Provider open(long seed, Surroundings around) {
        return new TelegramSite(seed, around);
    }

    public String token() {
        return bot.token();
    }

    /// From now on at most so many messages a second, about 30 with Telegram, and this long between
    /// two to one chat, about a second; 0 has no limit.
    public void pace(int perSecond, long chatGapMillis) {
        delivery.pace(perSecond, chatGapMillis);
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public TelegramVoice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "telegram";
    }

    @Override
    public Map<String, String> account(URI desk) {
        return Map.of(
                "telegramBaseUri", desk.resolve("/telegram").toString(), "telegramToken", token());
    }

    /// Without a secret; `setWebhook` is the way to one.
    @Override
    public Optional<String> subscribe(URI webhook) {
        around.webhooks().target(Channel.TELEGRAM, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "start", address -> voice.start(address, null),
                "block", voice::block,
                "unblock", voice::unblock,
                "deactivate", voice::deactivate,
                "forget", voice::forget);
    }

    @Override
    public Answer answer(Call call) {
        String[] path = call.path().split("/", -1);
        if (path.length != 4 || !call.path().startsWith(BASE)) {
            return TelegramError.NOT_FOUND.reply();
        }
        String token = path[2].substring("bot".length());
        if (!token.matches("\\d+:[A-Za-z0-9_-]+")) {
            return TelegramError.NOT_FOUND.reply();
        }
        if (!token.equals(bot.token())) {
            return TelegramError.UNAUTHORIZED.reply();
        }
        String method = path[3];
        ObjectNode body = body(call);
        if (!MessageRules.sends(method)) {
            return other(method, body);
        }
        String chatId = body.path("chat_id").asString("");
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.TELEGRAM)
                        .or(() -> around.refusals().of(Channel.TELEGRAM, chatId)),
                error -> TelegramError.ordered(error.code(), error.detail()).reply(),
                () ->
                        MessageRules.check(method, body)
                                .map(TelegramError::reply)
                                .orElseGet(() -> delivery.deliver(method, body, call.body())));
    }

    private Answer.Reply other(String method, ObjectNode body) {
        return switch (method) {
            case "getMe" -> TelegramDelivery.ok(bot.self().put("can_join_groups", true));
            case "setWebhook" -> setWebhook(body);
            case "deleteWebhook" -> deleteWebhook();
            case "getWebhookInfo" -> TelegramDelivery.ok(webhookInfo());
            case "answerCallbackQuery" -> answerQuery(body);
            case "getUpdates" ->
                    around.webhooks().target(Channel.TELEGRAM).isPresent()
                            ? TelegramError.WEBHOOK_ACTIVE.reply()
                            : Answer.json(200, "{\"ok\":true,\"result\":[]}");
            default -> EDITS.contains(method) ? edit(body) : TelegramError.NOT_FOUND.reply();
        };
    }

    private Answer.Reply setWebhook(ObjectNode body) {
        if (body.path("url").asString("").isEmpty()) {
            return deleteWebhook();
        }
        Optional<TelegramError> trouble = WebhookRules.check(body);
        if (trouble.isPresent()) {
            return trouble.get().reply();
        }
        Set<String> kinds =
                body.path("allowed_updates")
                        .valueStream()
                        .map(kind -> kind.asString(""))
                        .collect(Collectors.toSet());
        bot.webhook(body.path("secret_token").asString(""), kinds);
        around.webhooks().target(Channel.TELEGRAM, URI.create(body.path("url").asString("")));
        return done("Webhook was set");
    }

    private Answer.Reply deleteWebhook() {
        around.webhooks().forget(Channel.TELEGRAM);
        bot.webhook("", Set.of());
        return done("Webhook was deleted");
    }

    private ObjectNode webhookInfo() {
        ObjectNode info = Json.object();
        info.put("url", around.webhooks().target(Channel.TELEGRAM).map(URI::toString).orElse(""));
        info.put("has_custom_certificate", false).put("pending_update_count", 0);
        bot.allowed().stream().sorted().forEach(info.putArray("allowed_updates")::add);
        return info.put("max_connections", 40);
    }

    private Answer.Reply answerQuery(ObjectNode body) {
        if (body.path("text").asString("").length() > 200) {
            return TelegramError.bad("MESSAGE_TOO_LONG").reply();
        }
        return voice.answered(body.path("callback_query_id").asString(""))
                ? done("")
                : TelegramError.OLD_QUERY.reply();
    }

    private Answer.Reply edit(ObjectNode body) {
        Optional<ObjectNode> kept =
                bot.chat(body.path("chat_id").asString(""))
                        .message(body.path("message_id").asLong(0));
        if (kept.isEmpty()) {
            return TelegramError.bad("message to edit not found").reply();
        }
        ObjectNode message = kept.get();
        ObjectNode before = message.deepCopy();
        for (String field : Set.of("text", "media", "reply_markup")) {
            JsonNode value = body.path(field);
            if (!value.isMissingNode()) {
                message.set(field, value);
            }
        }
        return message.equals(before)
                ? TelegramError.bad(
                                "message is not modified: specified new message content and reply"
                                        + " markup are exactly the same as a current content and"
                                        + " reply markup of the message")
                        .reply()
                : TelegramDelivery.ok(message);
    }

    private static Answer.Reply done(String description) {
        ObjectNode answer = Json.object().put("ok", true).put("result", true);
        if (!description.isEmpty()) {
            answer.put("description", description);
        }
        return Answer.json(200, Json.write(answer));
    }

    /// Parameters come as JSON or behind the question mark.
    private static ObjectNode body(Call call) {
        ObjectNode body = Json.readObject(call.body()).orElseGet(Json::object);
        Query.of(call).forEach(body::put);
        return body;
    }
}
