package org.parley.sandbox.line;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// LINE's Messaging API under `/line/v2/bot/`.
public final class LineSite implements Provider {
    private static final String BASE = "/line/v2/bot/";
    private static final String USER = "U[0-9a-f]{32}";
    private static final String UUID =
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    private static final int MOST_RECEIVERS = 500;

    private final LineAccount account;
    private final ReplyTokens tokens = new ReplyTokens();
    private final LineVoice voice;
    private final LineDelivery delivery;
    private final Surroundings around;
    private volatile boolean redelivery = true;

    private LineSite(long seed, Surroundings around) {
        this.account = new LineAccount(seed, around.clock());
        this.voice = new LineVoice(account, tokens, around.webhooks(), around.agenda());
        this.delivery = new LineDelivery(account, around);
        this.around = around;
        around.webhooks()
                .onRetry(
                        Channel.LINE,
                        failed ->
                                redelivery ? Optional.of(account.again(failed)) : Optional.empty());
    }

    public static Provider open(long seed, Surroundings around) {
        return new LineSite(seed, around);
    }

    public String token() {
        return account.token();
    }

    public String channelSecret() {
        return account.secret();
    }

    /// The account's own id, the `destination` of its webhooks.
    public String userId() {
        return account.userId();
    }

    /// Whether webhooks that failed come again, which LINE does only for who asked.
    public void redelivery(boolean wanted) {
        redelivery = wanted;
    }

    /// From now on at most so many requests a second, 2,000 with LINE; 0 has no limit.
    public void perSecond(int most) {
        delivery.perSecond(most);
    }

    /// The plan's messages a month; 0 has no limit.
    public void quota(long most) {
        delivery.quota(most);
    }

    @Override
    public Channel channel() {
        return Channel.LINE;
    }

    @Override
    public LineVoice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "line";
    }

    @Override
    public Map<String, String> account(URI desk) {
        return Map.of(
                "lineBaseUri", desk.resolve("/line").toString(),
                "lineToken", token(),
                "lineChannelSecret", channelSecret());
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        around.webhooks().target(Channel.LINE, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of("follow", voice::follow, "unfollow", voice::unfollow);
    }

    @Override
    public Answer answer(Call call) {
        if (!("Bearer " + token()).equals(call.header("Authorization"))) {
            return LineError.TOKEN.reply();
        }
        if (!call.path().startsWith(BASE)) {
            return LineError.NOT_FOUND.reply();
        }
        String operation = call.method() + " " + call.path().substring(BASE.length());
        return switch (operation) {
            case "POST message/push", "POST message/multicast", "POST message/reply" -> send(call);
            case "POST message/validate/push" -> validate(call);
            case "GET info" -> info();
            case "PUT channel/webhook/endpoint" -> setEndpoint(call);
            case "GET channel/webhook/endpoint" -> endpoint();
            case "POST channel/webhook/test" -> test();
            case "GET message/quota" -> quotaLimit();
            case "GET message/quota/consumption" ->
                    Answer.json(200, "{\"totalUsage\":%d}".formatted(delivery.used()));
            default ->
                    operation.startsWith("GET profile/")
                            ? profile(operation.substring("GET profile/".length()))
                            : LineError.NOT_FOUND.reply();
        };
    }

    private Answer send(Call call) {
        ObjectNode body = Json.readObject(call.body()).orElse(null);
        if (body == null) {
            return LineError.NOT_JSON.reply();
        }
        String to = body.path("to").asString("");
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.LINE)
                        .or(() -> around.refusals().of(Channel.LINE, to)),
                LineSite::ordered,
                () -> accept(call, body));
    }

    private static Answer.Reply ordered(Refusal.ProviderError error) {
        return new LineError(
                        error.code(),
                        error.detail().isEmpty() ? "ordered by a test" : error.detail())
                .reply();
    }

    private Answer.Reply accept(Call call, ObjectNode body) {
        String key = call.header("X-Line-Retry-Key");
        if (key != null && !key.matches(UUID)) {
            return LineError.RETRY_KEY.reply();
        }
        if (call.path().endsWith("/reply")) {
            return reply(call, body, key);
        }
        boolean many = call.path().endsWith("/multicast");
        List<String> users =
                many
                        ? body.path("to").valueStream().map(each -> each.asString("")).toList()
                        : List.of(body.path("to").asString(""));
        if (users.isEmpty()
                || users.size() > MOST_RECEIVERS
                || !users.stream().allMatch(user -> user.matches(USER))) {
            return LineError.WRONG_TO.reply();
        }
        return delivery.deliver(body, call.body(), users, key, false);
    }

    /// Replies take no retry key: the token is used up anyway.
    private Answer.Reply reply(Call call, ObjectNode body, @Nullable String key) {
        if (key != null) {
            return LineError.RETRY_KEY.reply();
        }
        Optional<LineError> wrong = MessageRules.check(body);
        if (wrong.isPresent()) {
            return wrong.get().reply();
        }
        return tokens.use(body.path("replyToken").asString(""), account.now())
                .map(user -> delivery.deliver(body, call.body(), List.of(user), null, true))
                .orElseGet(LineError.REPLY_TOKEN::reply);
    }

    private static Answer validate(Call call) {
        return Json.readObject(call.body())
                .map(body ->
                        MessageRules.check(body)
                                .map(LineError::reply)
                                .orElseGet(() -> Answer.json(200, "{}")))
                .orElseGet(LineError.NOT_JSON::reply);
    }

    private Answer info() {
        ObjectNode info = Json.object().put("userId", account.userId());
        info.put("basicId", "@sandbox").put("displayName", "Sandbox shop");
        return Answer.json(
                200, Json.write(info.put("chatMode", "bot").put("markAsReadMode", "auto")));
    }

    private Answer profile(String user) {
        boolean friend =
                user.matches(USER)
                        && around.customers().book().reachable(Channel.LINE, user)
                        && !account.user(user).blocked();
        return friend
                ? Answer.json(
                        200,
                        Json.write(
                                Json.object().put("userId", user).put("displayName", "Customer")))
                : LineError.NOT_FOUND.reply();
    }

    private Answer setEndpoint(Call call) {
        String endpoint =
                Json.readObject(call.body())
                        .map(body -> body.path("endpoint").asString(""))
                        .orElse("");
        URI uri = endpoint.matches("https?://[^\\s]{1,490}") ? URI.create(endpoint) : null;
        // Everything in the sandbox is on loopback without TLS, which LINE would refuse.
        if (uri == null || ("http".equals(uri.getScheme()) && !HttpOut.isLoopback(uri))) {
            return new LineError(400, "Invalid webhook endpoint URL").reply();
        }
        around.webhooks().target(Channel.LINE, uri);
        return Answer.json(200, "{}");
    }

    private Answer endpoint() {
        return around.webhooks()
                .target(Channel.LINE)
                .map(uri ->
                        Answer.json(
                                200,
                                Json.write(
                                        Json.object()
                                                .put("endpoint", uri.toString())
                                                .put("active", true))))
                .orElseGet(LineError.NOT_FOUND::reply);
    }

    /// An empty list of events, to see whether anybody answers.
    private Answer test() {
        URI target = around.webhooks().target(Channel.LINE).orElse(null);
        if (target == null) {
            return LineError.NOT_FOUND.reply();
        }
        ObjectNode answer = Json.object();
        answer.put("timestamp", around.clock().instant().toString());
        try {
            int status = around.webhooks().probe(account.sign("test", List.of()), target);
            answer.put("success", status == 200).put("statusCode", status);
            answer.put("reason", status == 200 ? "OK" : "ERROR_STATUS_CODE");
        } catch (IOException unreachable) {
            answer.put("success", false).put("statusCode", 0).put("reason", "COULD_NOT_CONNECT");
        }
        return Answer.json(200, Json.write(answer.put("detail", "")));
    }

    private Answer quotaLimit() {
        ObjectNode limit = Json.object();
        if (delivery.quota() == 0) {
            limit.put("type", "none");
        } else {
            limit.put("type", "limited").put("value", delivery.quota());
        }
        return Answer.json(200, Json.write(limit));
    }
}
