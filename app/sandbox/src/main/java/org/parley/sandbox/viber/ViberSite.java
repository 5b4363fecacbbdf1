package org.parley.sandbox.viber;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Viber's bot REST API under `/viber/pa/`.
public final class ViberSite implements Provider {
    private static final String BASE = "/viber/pa/";
    private static final int MOST_ASKED = 100;

    private final String token;
    private final ViberBot bot;
    private final ViberVoice voice;
    private final ViberDelivery delivery;
    private final Customers customers;
    private final Webhooks webhooks;
    private final Refusals refusals;
    private final UserDetails details;

    public ViberSite(String token, Surroundings around) {
        this.token = token;
        this.customers = around.customers();
        this.webhooks = around.webhooks();
        this.refusals = around.refusals();
        this.bot = new ViberBot(token, around.clock());
        this.voice = new ViberVoice(bot, customers.book(), webhooks);
        this.delivery = new ViberDelivery(bot, voice, customers, around.received());
        this.details = new UserDetails(bot, voice, customers);
    }

    @Override
    public Channel channel() {
        return Channel.VIBER;
    }

    @Override
    public ViberVoice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "viber";
    }

    @Override
    public Map<String, String> account(URI desk) {
        return Map.of("viberBaseUri", desk.resolve("/viber/pa").toString(), "viberToken", token);
    }

    /// Without the handshake that `set_webhook` makes.
    @Override
    public Optional<String> subscribe(URI webhook) {
        webhooks.target(Channel.VIBER, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "subscribe", voice::subscribe,
                "unsubscribe", voice::unsubscribe,
                "start", voice::startConversation);
    }

    @Override
    public Answer answer(Call call) {
        if (!call.method().equals("POST") || !call.path().startsWith(BASE)) {
            return Answer.text(404, "Not Found");
        }
        Optional<ObjectNode> body = Json.readObject(call.body());
        String operation = call.path().substring(BASE.length());
        if (!authorised(call, body)) {
            return ViberReplies.refused(ViberStatus.INVALID_AUTH_TOKEN);
        }
        // The operations without arguments may come with an empty body.
        if (body.isEmpty() && call.body().length > 0) {
            return ViberReplies.refused(
                    new Finding(ViberStatus.BAD_DATA, "the body is no JSON object"));
        }
        ObjectNode request = body.orElseGet(Json::object);
        return switch (operation) {
            case "send_message", "broadcast_message" -> faulty(call, request, operation);
            case "set_webhook" -> setWebhook(request);
            case "get_account_info" -> accountInfo();
            case "get_user_details" -> details.answer(request);
            case "get_online" -> online(request.path("ids"));
            default -> Answer.text(404, "Not Found");
        };
    }

    private boolean authorised(Call call, Optional<ObjectNode> body) {
        String header = call.header("X-Viber-Auth-Token");
        if (header != null) {
            return bot.isToken(header);
        }
        return body.map(object -> bot.isToken(object.path("auth_token").asString("")))
                .orElse(false);
    }

    private Answer faulty(Call call, ObjectNode body, String operation) {
        Optional<Refusal> ordered =
                refusals.takeNext(Channel.VIBER)
                        .or(() -> refusals.of(Channel.VIBER, body.path("receiver").asString("")));
        return FaultyAnswer.of(
                ordered,
                error -> ViberReplies.refused(error.code(), ViberStatus.messageOf(error.code())),
                () ->
                        operation.equals("send_message")
                                ? send(call.body(), body)
                                : broadcast(call.body(), body));
    }

    private Answer.Reply send(byte[] raw, ObjectNode body) {
        Optional<Finding> finding = acceptable(raw, body, false);
        if (finding.isPresent()) {
            return ViberReplies.refused(finding.get());
        }
        String receiver = body.path("receiver").asString("");
        long token = bot.nextToken();
        boolean inSession = bot.user(receiver).inSession(bot.now());
        return delivery.deliver(body, raw, receiver, token)
                .map(ViberReplies::refused)
                .orElseGet(() ->
                        ViberReplies.of(
                                ViberReplies.ok()
                                        .put("message_token", token)
                                        .put("billing_status", inSession ? 1 : 3)));
    }

    private Answer.Reply broadcast(byte[] raw, ObjectNode body) {
        Optional<Finding> finding = acceptable(raw, body, true);
        if (finding.isPresent()) {
            return ViberReplies.refused(finding.get());
        }
        long token = bot.nextToken();
        ArrayNode failed = Json.array();
        for (JsonNode each : body.path("broadcast_list")) {
            String receiver = each.asString("");
            ObjectNode personal = ViberDelivery.personal(raw, receiver).orElse(body);
            delivery.deliver(personal, raw, receiver, token)
                    .ifPresent(why ->
                            failed.addObject()
                                    .put("receiver", receiver)
                                    .put("status", why.status().code())
                                    .put("status_message", why.message()));
        }
        ObjectNode answer = ViberReplies.ok().put("message_token", token).put("billing_status", 5);
        answer.set("failed_list", failed);
        return ViberReplies.of(answer);
    }

    private Optional<Finding> acceptable(byte[] raw, ObjectNode body, boolean broadcast) {
        if (webhooks.target(Channel.VIBER).isEmpty()) {
            return Optional.of(new Finding(ViberStatus.WEBHOOK_NOT_SET, ""));
        }
        return MessageRules.check(body, raw.length, broadcast);
    }

    /// Viber calls the address before it answers and takes it only after a 200.
    private Answer setWebhook(ObjectNode request) {
        String url = Json.text(request, "url");
        if (url == null) {
            return ViberReplies.refused(new Finding(ViberStatus.MISSING_DATA, "url is missing"));
        }
        List<String> types = eventTypes(request.path("event_types"));
        if (url.isEmpty()) {
            webhooks.forget(Channel.VIBER);
            return ViberReplies.of(ViberReplies.ok());
        }
        Optional<String> trouble = probe(url);
        if (trouble.isPresent()) {
            return ViberReplies.refused(new Finding(ViberStatus.INVALID_URL, trouble.get()));
        }
        webhooks.target(Channel.VIBER, URI.create(url));
        bot.eventTypes(types);
        ObjectNode answer = ViberReplies.ok();
        ArrayNode taken = answer.putArray("event_types");
        types.forEach(taken::add);
        return ViberReplies.of(answer);
    }

    private Optional<String> probe(String url) {
        try {
            URI uri = URI.create(url);
            var webhook = bot.sign("webhook", bot.event("webhook", bot.nextToken()));
            int status = webhooks.probe(webhook, uri);
            return status == 200 ? Optional.empty() : Optional.of("the webhook answered " + status);
        } catch (IllegalArgumentException | IOException e) {
            return Optional.of("Result [ResponseCode [ConnectException]]");
        }
    }

    private static List<String> eventTypes(JsonNode asked) {
        if (!asked.isArray()) {
            return ViberBot.EVENTS;
        }
        return asked.valueStream().map(type -> type.asString("")).toList();
    }

    /// Who is online, for at most 100 people at a time. Everybody reachable is.
    private Answer online(JsonNode ids) {
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_ASKED) {
            return ViberReplies.refused(
                    new Finding(ViberStatus.BAD_DATA, "ids must hold 1 to " + MOST_ASKED));
        }
        ObjectNode answer = ViberReplies.ok();
        ArrayNode users = answer.putArray("users");
        for (JsonNode id : ids) {
            boolean there = customers.book().reachable(Channel.VIBER, id.asString(""));
            users.addObject()
                    .put("id", id.asString(""))
                    .put("online_status", there ? 0 : 4)
                    .put("online_status_message", there ? "online" : "unavailable");
        }
        return ViberReplies.of(answer);
    }

    private Answer accountInfo() {
        ObjectNode info = ViberReplies.ok();
        info.put("id", "pa:5000000000000000001")
                .put("name", "Sandbox bot")
                .put("uri", "sandboxbot");
        info.put("icon", "").put("background", "").put("category", "Shopping");
        info.put("subcategory", "Fashion").put("country", "BG");
        info.put("webhook", webhooks.target(Channel.VIBER).map(URI::toString).orElse(""));
        ArrayNode types = info.putArray("event_types");
        bot.eventTypes().forEach(types::add);
        info.put("subscribers_count", Math.max(customers.book().size(), bot.knownUsers()));
        info.putArray("members");
        return ViberReplies.of(info);
    }
}
