package org.parley.sandbox.apns;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.HttpDesk;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.http.SelfSigned;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.PushVoice;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Apple's push service for one app of one team. It speaks HTTP/2 over TLS on a port of its own; on
/// the sandbox's common port it has nothing to say.
public final class ApnsProvider implements Provider {
    private static final String PATH = "/3/device/";
    private static final String TOPIC = "example.parley.shop";

    private final Team team;
    private final SelfSigned identity;
    private final Surroundings around;
    private final PushVoice voice;
    private final HttpDesk desk;
    private final AtomicLong count = new AtomicLong();

    public ApnsProvider(long seed, Surroundings around) {
        this.team = new Team(seed);
        this.identity = SelfSigned.p256("Parley sandbox", around.clock().instant());
        this.around = around;
        this.voice = new PushVoice(Channel.APNS, around.customers().book());
        this.desk = HttpDesk.http2(0, Map.of("3", this::push), identity.keyStore());
    }

    @Override
    public Channel channel() {
        return Channel.APNS;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "apns";
    }

    @Override
    public Map<String, String> account(URI sandbox) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("apnsBaseUri", "https://127.0.0.1:" + desk.port());
        sheet.put("apnsTeamId", team.id());
        sheet.put("apnsKeyId", team.keyId());
        sheet.put("apnsKey", team.keyFile());
        sheet.put("apnsTopic", TOPIC);
        sheet.put("apnsCertificate", identity.pem());
        return sheet;
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return Optional.of("Apple has no webhooks: the app reports what it received");
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of();
    }

    @Override
    public void open() {
        desk.open();
    }

    @Override
    public void close() {
        desk.close();
    }

    @Override
    public Answer answer(Call call) {
        return Answer.text(404, "HTTP/2 is spoken on port " + desk.port());
    }

    private Answer push(Call call) {
        long now = around.clock().millis();
        if (!call.path().startsWith(PATH)) {
            return ApnsError.BAD_PATH.reply(now);
        }
        if (!call.method().equals("POST")) {
            return ApnsError.METHOD_NOT_ALLOWED.reply(now);
        }
        String token = call.path().substring(PATH.length());
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.APNS)
                        .or(() -> around.refusals().of(Channel.APNS, token)),
                error -> ApnsError.ordered(error.code(), error.detail()).reply(now),
                () ->
                        refusal(call, token, now / 1_000)
                                .map(error -> error.reply(now))
                                .orElseGet(() -> accepted(call, token)));
    }

    private Optional<ApnsError> refusal(Call call, String token, long nowSeconds) {
        return team.trouble(call, nowSeconds)
                .or(() -> ApnsRules.check(call, TOPIC))
                .or(() -> device(token));
    }

    /// Tokens are opaque: bytes in hexadecimal, today 32. Nobody has the one that is all zeros.
    private Optional<ApnsError> device(String token) {
        if (token.isEmpty()) {
            return Optional.of(ApnsError.MISSING_DEVICE_TOKEN);
        }
        if (!token.matches("([0-9a-fA-F]{2}){32,100}") || token.matches("0+")) {
            return Optional.of(ApnsError.BAD_DEVICE_TOKEN);
        }
        return around.customers().book().reachable(Channel.APNS, token)
                ? Optional.empty()
                : Optional.of(ApnsError.UNREGISTERED);
    }

    private Answer.Reply accepted(Call call, String token) {
        String given = call.header("apns-id");
        String id = given == null ? new UUID(0x4000L, count.incrementAndGet()).toString() : given;
        hand(call, token, id);
        return Answer.text(200, "").with("apns-id", id);
    }

    private void hand(Call call, String token, String id) {
        ObjectNode shown = Json.readObject(call.body()).orElseGet(Json::object);
        String tracking = Json.text(shown, "messageId");
        around.received().accept(Channel.APNS, token, tracking, id, call.body());
        Customers customers = around.customers();
        if (customers.silentOn(Channel.APNS)) {
            return;
        }
        customers.receive(
                new Incoming(
                        Channel.APNS,
                        token,
                        customers.key(Channel.APNS, token, tracking),
                        id,
                        tracking,
                        "notification",
                        PlainText.links(shown.path("url").asString("")),
                        List.of(),
                        null));
    }
}
