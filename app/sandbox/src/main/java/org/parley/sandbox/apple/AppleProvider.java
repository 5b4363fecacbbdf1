package org.parley.sandbox.apple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.jwt.Jwt;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Apple's gateway for messaging service providers under `/apple/v1/`.
public final class AppleProvider implements Provider {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final long MOST_SKEW_SECONDS = 3_600;
    private static final int MOST_REMEMBERED = 200_000;

    private final AppleAccount account;
    private final Surroundings around;
    private final AppleVoice voice;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public AppleProvider(long seed, Surroundings around) {
        this.account = AppleAccount.ofSeed(seed);
        this.around = around;
        this.voice = new AppleVoice(account, around.webhooks(), around.clock());
    }

    @Override
    public Channel channel() {
        return Channel.APPLE;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "apple";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("appleBaseUri", desk.resolve("/apple").toString());
        sheet.put("appleMspId", account.mspId());
        sheet.put("appleSecret", account.secret());
        sheet.put("appleBusinessId", account.businessId());
        return sheet;
    }

    /// The address is registered by hand, and checked by nobody.
    @Override
    public Optional<String> subscribe(URI webhook) {
        around.webhooks().target(Channel.APPLE, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of("close", voice::close, "largeReply", voice::largeReply);
    }

    @Override
    public Answer answer(Call call) {
        if (!authorised(call)) {
            return Answer.text(401, "");
        }
        return switch (call.method() + " " + call.path()) {
            case "GET /apple/v1/preUpload" ->
                    Answer.json(
                            200,
                            "{\"upload-url\":\"https://content.icloud.example/u\","
                                    + "\"mmcs-url\":\"https://content.icloud.example/1\","
                                    + "\"mmcs-owner\":\"o\"}");
            case "POST /apple/v1/message" -> message(call);
            default -> Answer.text(404, "");
        };
    }

    private boolean authorised(Call call) {
        long now = around.clock().millis() / 1_000;
        return Jwt.bearer(call.header("Authorization"))
                .filter(jwt -> jwt.isHmac(account.key()))
                .filter(jwt -> jwt.claim("iss").equals(account.mspId()))
                .filter(jwt -> Math.abs(now - jwt.seconds("iat")) <= MOST_SKEW_SECONDS)
                .isPresent();
    }

    private Answer message(Call call) {
        String to = header(call, "destination-id");
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.APPLE)
                        .or(() -> around.refusals().of(Channel.APPLE, to)),
                error -> Answer.text(error.code(), error.detail()),
                () -> take(call, to));
    }

    private Answer.Reply take(Call call, String to) {
        Optional<byte[]> plain = plain(call);
        Optional<ObjectNode> body = plain.flatMap(Json::readObject);
        if (body.isEmpty()) {
            return Answer.text(400, "the body is no JSON object");
        }
        ObjectNode message = body.get();
        String id = header(call, "id");
        Optional<String> wrong = envelope(call, message).or(() -> MessageRules.check(message));
        if (wrong.isPresent()) {
            return Answer.text(400, wrong.get());
        }
        if (!around.customers().book().reachable(Channel.APPLE, to) || voice.isClosed(to)) {
            return Answer.text(404, "");
        }
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        if (!message.path("type").asString("").startsWith("typing_") && known.add(id)) {
            around.received().accept(Channel.APPLE, to, id, id, plain.get());
            handOver(message, to, id);
        }
        return Answer.text(200, "");
    }

    private Optional<String> envelope(Call call, ObjectNode message) {
        if (!header(call, "source-id").equals(account.businessId())
                || !message.path("sourceId").asString("").equals(account.businessId())) {
            return Optional.of("source-id is not a business of this provider");
        }
        if (header(call, "id").isEmpty()
                || !message.path("id").asString("").equals(header(call, "id"))) {
            return Optional.of("id must be the same in header and body");
        }
        if (!message.path("destinationId").asString("").equals(header(call, "destination-id"))) {
            return Optional.of("destination-id must be the same in header and body");
        }
        boolean template = message.path("interactiveData").path("data").has("notification");
        return template && !header(call, "message-type").equals("notification")
                ? Optional.of("a template needs the header message-type: notification")
                : Optional.empty();
    }

    private void handOver(ObjectNode message, String to, String id) {
        Customers customers = around.customers();
        if (customers.silentOn(Channel.APPLE)) {
            return;
        }
        if (message.has("interactiveData")) {
            voice.offer(id, message.path("interactiveData"));
        }
        AppleContent content = AppleContent.of(message);
        customers.receive(
                new Incoming(
                        Channel.APPLE,
                        to,
                        id,
                        id,
                        id,
                        message.path("type").asString(""),
                        content.links(),
                        content.replies(),
                        null));
    }

    private static Optional<byte[]> plain(Call call) {
        if (!"gzip".equals(call.header("Content-Encoding"))) {
            return Optional.of(call.body());
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            return Optional.of(in.readNBytes(LARGEST));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static String header(Call call, String name) {
        String value = call.header(name);
        return value == null ? "" : value;
    }
}
