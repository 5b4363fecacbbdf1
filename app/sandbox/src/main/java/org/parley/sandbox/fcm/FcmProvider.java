package org.parley.sandbox.fcm;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.google.GoogleError;
import org.parley.sandbox.google.ServiceAccount;
import org.parley.sandbox.google.TokenDesk;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.PushVoice;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// FCM under `/fcm/v1/projects/`, with its token endpoint at `/fcm/token`.
public final class FcmProvider implements Provider {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String PROJECT = "parley-sandbox";
    private static final String SEND = "/fcm/v1/projects/" + PROJECT + "/messages:send";

    private final ServiceAccount service;
    private final TokenDesk tokens;
    private final Surroundings around;
    private final PushVoice voice;
    private final AtomicLong count;

    public FcmProvider(long seed, Surroundings around) {
        this.service = new ServiceAccount("fcm", seed);
        this.tokens = new TokenDesk(service, SCOPE, around.clock());
        this.around = around;
        this.voice = new PushVoice(Channel.FCM, around.customers().book());
        this.count = new AtomicLong(around.clock().millis() * 1_000);
    }

    @Override
    public Channel channel() {
        return Channel.FCM;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "fcm";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("fcmBaseUri", desk.resolve("/fcm").toString());
        sheet.put("fcmProject", PROJECT);
        sheet.put("fcmServiceAccount", service.keyFile(desk.resolve("/fcm/token")));
        return sheet;
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return Optional.of("FCM has no webhooks: the app reports what it received");
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of();
    }

    /// Every access token so far is void.
    public void revokeTokens() {
        tokens.revokeAll();
    }

    @Override
    public Answer answer(Call call) {
        if (call.path().equals("/fcm/token")) {
            return tokens.issue(call);
        }
        if (!tokens.knows(call.header("Authorization"))) {
            return GoogleError.of(401, "Request had invalid authentication credentials.").reply();
        }
        if (!call.method().equals("POST") || !call.path().equals(SEND)) {
            return GoogleError.of(404, "Method not found.").reply();
        }
        Optional<ObjectNode> request = Json.readObject(call.body());
        if (request.isEmpty()) {
            return GoogleError.invalid("Invalid JSON payload received.").reply();
        }
        JsonNode message = request.get().path("message");
        String target = target(message);
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.FCM)
                        .or(() -> around.refusals().of(Channel.FCM, target)),
                error -> FcmError.ordered(error.code(), error.detail()).reply("ordered by a test"),
                () -> send(call, request.get(), target));
    }

    private Answer.Reply send(Call call, ObjectNode request, String target) {
        JsonNode message = request.path("message");
        Optional<String> wrong = FcmRules.check(message);
        if (wrong.isPresent()) {
            return GoogleError.invalid(wrong.get()).reply();
        }
        if (message.has("token") && !target.matches("[A-Za-z0-9_:-]{8,}")) {
            return FcmError.INVALID_ARGUMENT.reply(
                    "The registration token is not a valid FCM registration token");
        }
        boolean device = message.has("token") || message.has("fid");
        if (device && !around.customers().book().reachable(Channel.FCM, target)) {
            return FcmError.UNREGISTERED.reply("Requested entity was not found.");
        }
        String name =
                "projects/" + PROJECT + "/messages/0:" + Long.toHexString(count.incrementAndGet());
        // Who listens to a topic is not simulated.
        if (device && !request.path("validate_only").asBoolean(false)) {
            hand(call, message, target, name);
        }
        return Answer.json(200, Json.write(Json.object().put("name", name)));
    }

    private void hand(Call call, JsonNode message, String target, String name) {
        String tracking = Json.text(message.path("data"), "messageId");
        around.received().accept(Channel.FCM, target, tracking, name, call.body());
        Customers customers = around.customers();
        if (customers.silentOn(Channel.FCM)) {
            return;
        }
        List<Incoming.Link> links = new ArrayList<>();
        message.path("data")
                .valueStream()
                .forEach(value -> links.addAll(PlainText.links(value.asString(""))));
        customers.receive(
                new Incoming(
                        Channel.FCM,
                        target,
                        customers.key(Channel.FCM, target, tracking),
                        name,
                        tracking,
                        "notification",
                        links,
                        List.of(),
                        null));
    }

    private static String target(JsonNode message) {
        String token = message.path("token").asString("");
        return token.isEmpty() ? message.path("fid").asString("") : token;
    }
}
