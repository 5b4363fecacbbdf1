package org.parley.sandbox.infobip;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Infobip's API under `/infobip/`: Viber messages and the account's balance.
public final class InfobipProvider implements Provider {
    private static final int SESSION_OVER = 21;
    private static final int BLOCKED = 8;
    private static final int NOT_REACHABLE = 9;
    private static final int MOST_REMEMBERED = 200_000;

    private final String apiKey;
    private final String sender;
    private final Surroundings around;
    private final InfobipVoice voice;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final long start;

    public InfobipProvider(long seed, Surroundings around) {
        Dice dice = Dice.of(seed, "accounts", "infobip");
        this.apiKey = dice.hex("key 1") + dice.hex("key 2") + "-" + dice.hex("key 3");
        this.sender = "ParleyShop";
        this.around = around;
        Reports reports = new Reports(around.webhooks(), around.agenda());
        this.voice = new InfobipVoice(sender, reports, around.customers().book(), around.clock());
        this.start = around.clock().millis();
    }

    @Override
    public Channel channel() {
        return Channel.VIBER_BUSINESS;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "infobip";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("infobipBaseUri", desk.resolve("/infobip").toString());
        sheet.put("infobipApiKey", apiKey);
        sheet.put("infobipSender", sender);
        return sheet;
    }

    /// Nothing is checked when a sender gets its webhook.
    @Override
    public Optional<String> subscribe(URI webhook) {
        around.webhooks().target(Channel.VIBER_BUSINESS, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "block", address -> voice.user(address).block(true),
                "unblock", address -> voice.user(address).block(false));
    }

    @Override
    public Answer answer(Call call) {
        if (!("App " + apiKey).equals(call.header("Authorization"))) {
            return Violations.refused(401, "UNAUTHORIZED", "Invalid login details");
        }
        return switch (call.method() + " " + call.path()) {
            case "GET /infobip/account/1/balance" ->
                    Answer.json(200, "{\"balance\":1000.00,\"currency\":\"EUR\"}");
            case "POST /infobip/viber/2/messages" -> messages(call);
            default -> Violations.refused(404, "NOT_FOUND", "Requested resource not found");
        };
    }

    private Answer messages(Call call) {
        Optional<ObjectNode> request = Json.readObject(call.body());
        if (request.isEmpty()) {
            return Violations.refused(400, "BAD_REQUEST", "Unreadable request body");
        }
        String first =
                request.get()
                        .path("messages")
                        .path(0)
                        .path("destinations")
                        .path(0)
                        .path("to")
                        .asString("");
        Optional<Refusal> ordered =
                around.refusals()
                        .takeNext(Channel.VIBER_BUSINESS)
                        .or(() -> around.refusals().of(Channel.VIBER_BUSINESS, first));
        return FaultyAnswer.of(
                ordered,
                error ->
                        error.code() < 400
                                ? take(call, request.get(), error.code())
                                : Violations.refused(error.code(), name(error.code()), "Ordered"),
                () -> take(call, request.get(), 0));
    }

    private static String name(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 429 -> "TOO_MANY_REQUESTS";
            case 500 -> "GENERAL_ERROR";
            default -> "BAD_REQUEST";
        };
    }

    /// @param failure of Viber itself, told by the delivery report; 0 leaves it to the person
    private Answer.Reply take(Call call, ObjectNode request, int failure) {
        Violations found = RequestRules.check(request, sender);
        if (!found.isEmpty()) {
            return found.reply();
        }
        String bulkId = request.path("options").path("bulkId").asString("");
        if (bulkId.isEmpty()) {
            bulkId = nextId("bulk");
        }
        ObjectNode answer = Json.object().put("bulkId", bulkId);
        ArrayNode results = answer.putArray("messages");
        for (JsonNode message : request.path("messages")) {
            for (JsonNode destination : message.path("destinations")) {
                String id = destination.path("messageId").asString("");
                String to = destination.path("to").asString("");
                InfobipMessage each =
                        new InfobipMessage(
                                bulkId,
                                id.isEmpty() ? nextId("message") : id,
                                sender,
                                to,
                                voice.now(),
                                message);
                ObjectNode result = results.addObject().put("messageId", each.id());
                result.set("status", InfobipStatus.PENDING.json());
                result.put("destination", to);
                remember(call, each, failure);
            }
        }
        return Answer.json(200, Json.write(answer));
    }

    /// A message whose id was sent before is answered as before, and nothing more happens.
    private void remember(Call call, InfobipMessage message, int failure) {
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        if (known.putIfAbsent(message.id(), true) == null) {
            around.received()
                    .accept(
                            Channel.VIBER_BUSINESS,
                            message.to(),
                            message.id(),
                            message.id(),
                            call.body());
            handOver(message, failure);
        }
    }

    private void handOver(InfobipMessage message, int failure) {
        int code = failure != 0 ? failure : trouble(message);
        if (code != 0) {
            boolean again = code == 1 || code == 7 || code == SESSION_OVER;
            around.agenda()
                    .in(
                            Duration.ZERO,
                            () -> voice.report(message, InfobipStatus.UNDELIVERABLE, code, !again));
            return;
        }
        Customers customers = around.customers();
        if (customers.silentOn(Channel.VIBER_BUSINESS)) {
            return;
        }
        voice.underway(message);
        InfobipContent content = InfobipContent.of(message.request().path("content"));
        customers.receive(
                new Incoming(
                        Channel.VIBER_BUSINESS,
                        message.to(),
                        message.id(),
                        message.id(),
                        message.id(),
                        message.request().path("content").path("type").asString(""),
                        content.links(),
                        content.replies(),
                        null));
    }

    private int trouble(InfobipMessage message) {
        InfobipUser user = voice.user(message.to());
        if (!around.customers().book().reachable(Channel.VIBER_BUSINESS, message.to())) {
            return NOT_REACHABLE;
        }
        if (user.blocked()) {
            return BLOCKED;
        }
        boolean session =
                message.request().path("options").path("applySessionRate").asBoolean(false);
        return session && !user.sessionMessage(around.clock().millis()) ? SESSION_OVER : 0;
    }

    private String nextId(String what) {
        Dice dice = Dice.of(start, what, Long.toString(count.incrementAndGet()));
        return dice.hex("1") + dice.hex("2");
    }
}
