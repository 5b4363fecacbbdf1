package org.parley.sandbox.rcs;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.google.GoogleError;
import org.parley.sandbox.google.ServiceAccount;
import org.parley.sandbox.google.TokenDesk;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The RBM API under `/rcs/v1/`, with its token endpoint at `/rcs/token`.
public final class RcsProvider implements Provider {
    private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";
    private static final int MOST_USERS = 10_000;
    private static final int SMALLEST_SAMPLE = 500;
    private static final int MOST_LOOKUPS_A_MINUTE = 600;
    private static final Pattern PHONE = Pattern.compile("/rcs/v1/phones/([^/]+)/(.+)");
    private static final List<String> FEATURES =
            List.of(
                    "RICHCARD_STANDALONE",
                    "ACTION_DIAL",
                    "ACTION_OPEN_URL",
                    "ACTION_SHARE_LOCATION",
                    "ACTION_VIEW_LOCATION",
                    "ACTION_CREATE_CALENDAR_EVENT",
                    "REVOCATION");

    private final RcsAgent agent;
    private final RcsVoice voice;
    private final RcsMessages messages;
    private final ServiceAccount service;
    private final TokenDesk tokens;
    private final Surroundings around;
    private final LookupWindow lookups;

    public RcsProvider(long seed, Surroundings around) {
        this.around = around;
        this.agent = new RcsAgent(seed, around.clock());
        this.voice = new RcsVoice(agent, around.webhooks());
        this.messages = new RcsMessages(agent, around);
        this.service = new ServiceAccount("rcs", seed);
        this.tokens = new TokenDesk(service, SCOPE, around.clock());
        this.lookups = new LookupWindow(MOST_LOOKUPS_A_MINUTE, around.clock());
    }

    @Override
    public Channel channel() {
        return Channel.RCS;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "rcs";
    }

    @Override
    public Map<String, String> account(URI desk) {
        return Map.of(
                "rcsBaseUri", desk.resolve("/rcs").toString(),
                "rcsAgentId", agent.id(),
                "rcsClientToken", agent.clientToken(),
                "rcsServiceAccount", service.keyFile(desk.resolve("/rcs/token")));
    }

    /// Posts the client token and a secret, and wants the secret back.
    @Override
    public Optional<String> subscribe(URI webhook) {
        String secret = Dice.of(around.clock().millis(), "rcs").hex("secret");
        ObjectNode check = Json.object().put("clientToken", agent.clientToken());
        check.put("secret", secret);
        try {
            var answer =
                    around.http()
                            .post(
                                    webhook,
                                    Map.of("Content-Type", "application/json"),
                                    Json.write(check).getBytes(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200 || !answer.body().strip().equals(secret)) {
                return Optional.of("the webhook did not answer with the secret");
            }
        } catch (IOException unreachable) {
            return Optional.of("the webhook cannot be reached");
        }
        around.webhooks().target(Channel.RCS, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "subscribe", address -> voice.subscribe(address, true),
                "unsubscribe", address -> voice.subscribe(address, false));
    }

    /// A user presses a suggested action, which the agent is told beside what the handset does.
    public void pressAction(String address, String text, String postback) {
        voice.press(address, text, postback, "ACTION");
    }

    /// The time to live of a message ends.
    ///
    /// @param tooLate the message could not be revoked and is delivered
    public void expire(String messageId, boolean tooLate) {
        RcsAgent.Sent sent = agent.sent().get(messageId);
        if (sent != null) {
            voice.expire(messageId, sent, tooLate);
        }
    }

    /// How many messages were sent and not taken back.
    public int standing() {
        return agent.sent().size();
    }

    /// Whether every revocation comes too late: answered as always, and the message arrives.
    public void overtakeRevocations(boolean always) {
        messages.overtaken(always);
    }

    /// Whether the agent is approved for several kinds of traffic, and so must name them.
    public void multiUse(boolean several) {
        messages.multiUse(several);
    }

    /// Every access token so far is void.
    public void revokeTokens() {
        tokens.revokeAll();
    }

    @Override
    public Answer answer(Call call) {
        if (call.path().equals("/rcs/token")) {
            return tokens.issue(call);
        }
        if (!tokens.knows(call.header("Authorization"))) {
            return new GoogleError(
                            401,
                            "UNAUTHENTICATED",
                            "Request had invalid authentication credentials.")
                    .reply();
        }
        if (call.method().equals("POST") && call.path().equals("/rcs/v1/users:batchGet")) {
            return batch(call);
        }
        Matcher phone = PHONE.matcher(call.path());
        if (!phone.matches()) {
            return new GoogleError(404, "NOT_FOUND", "Method not found.").reply();
        }
        return ofPhone(
                call,
                URLDecoder.decode(phone.group(1).replace("+", "%2B"), StandardCharsets.UTF_8),
                phone.group(2));
    }

    private Answer ofPhone(Call call, String phone, String resource) {
        if (!agent.id().equals(Form.read(call.query()).first("agentId"))) {
            return denied();
        }
        if (!phone.matches("\\+[1-9]\\d{6,14}")) {
            return GoogleError.invalid("The phone number must be in E.164 format").reply();
        }
        return switch (call.method() + " " + resource.replaceFirst("/.*", "/")) {
            case "POST agentMessages" -> messages.create(call, phone);
            case "DELETE agentMessages/" ->
                    messages.delete(resource.substring("agentMessages/".length()));
            case "POST agentEvents" -> Answer.json(200, call.text());
            case "GET capabilities" -> capabilities(phone);
            default -> new GoogleError(404, "NOT_FOUND", "Method not found.").reply();
        };
    }

    private Answer capabilities(String phone) {
        Book book = around.customers().book();
        if (!book.reachable(Channel.RCS, phone)) {
            return new GoogleError(404, "NOT_FOUND", "Requested entity was not found.").reply();
        }
        ObjectNode answer = Json.object();
        ArrayNode features = answer.putArray("features");
        FEATURES.forEach(features::add);
        if (!book.hasOldClient(Channel.RCS, phone)) {
            features.add("RICHCARD_CAROUSEL");
        }
        return Answer.json(200, Json.write(answer));
    }

    private Answer batch(Call call) {
        ObjectNode request = Json.readObject(call.body()).orElseGet(Json::object);
        if (!agent.id().equals(request.path("agentId").asString(""))) {
            return denied();
        }
        if (!lookups.mayAsk()) {
            return GoogleError.of(429, "Quota exceeded for batchGet requests per minute").reply();
        }
        JsonNode users = request.path("users");
        if (!users.isArray() || users.isEmpty() || users.size() > MOST_USERS) {
            return GoogleError.invalid("users must hold 1 to 10000 phone numbers").reply();
        }
        ObjectNode answer = Json.object();
        ArrayNode reachable = answer.putArray("reachableUsers");
        users.valueStream()
                .map(each -> each.asString(""))
                .filter(each -> around.customers().book().reachable(Channel.RCS, each))
                .forEach(reachable::add);
        boolean sampled = users.size() >= SMALLEST_SAMPLE;
        answer.put("totalRandomSampleUserCount", sampled ? users.size() * 3 / 4 : 0);
        answer.put("reachableRandomSampleUserCount", sampled ? reachable.size() * 3 / 4 : 0);
        return Answer.json(200, Json.write(answer));
    }

    private static Answer denied() {
        return new GoogleError(
                        403,
                        "PERMISSION_DENIED",
                        "The agent is not launched, or the caller may not use it.")
                .reply();
    }
}
