package org.parley.sandbox.webpush;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.PushVoice;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// A push service under `/webpush/push/`, and the browsers that subscribed to it.
public final class WebPushProvider implements Provider {
    private static final String BASE = "/webpush/push/";
    private static final int LARGEST = 4_096;

    private final long seed;
    private final Surroundings around;
    private final PushVoice voice;
    private final Map<String, UserAgent> browsers = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    public WebPushProvider(long seed, Surroundings around) {
        this.seed = seed;
        this.around = around;
        this.voice = new PushVoice(Channel.WEB_PUSH, around.customers().book());
    }

    @Override
    public Channel channel() {
        return Channel.WEB_PUSH;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "webpush";
    }

    @Override
    public Map<String, String> account(URI desk) {
        return Map.of("webPushBaseUri", desk.resolve("/webpush").toString());
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return Optional.of("push services have no webhooks: the service worker reports");
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of();
    }

    /// Somebody allows notifications: the subscription as their browser tells it to the page,
    /// `{endpoint, keys: {p256dh, auth}}`.
    ///
    /// @param name the last part of the endpoint's path
    /// @param serverKey the application server that may push, base64url; null lets any
    public String subscribe(URI desk, String name, @Nullable String serverKey) {
        byte[] auth =
                Dice.of(seed, "web push", name).hex("auth").getBytes(StandardCharsets.US_ASCII);
        UserAgent browser = new UserAgent(P256.generate(), auth, serverKey);
        browsers.put(name, browser);
        ObjectNode subscription = Json.object();
        subscription.put("endpoint", desk.resolve(BASE + name).toString());
        subscription
                .putObject("keys")
                .put("p256dh", browser.p256dh())
                .put("auth", browser.authText());
        return Json.write(subscription);
    }

    /// Messages that were accepted and that no browser could decrypt.
    public long unreadable() {
        return unreadable.get();
    }

    @Override
    public Answer answer(Call call) {
        if (!call.method().equals("POST") || !call.path().startsWith(BASE)) {
            return Answer.text(404, "");
        }
        String name = call.path().substring(BASE.length());
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.WEB_PUSH)
                        .or(() -> around.refusals().of(Channel.WEB_PUSH, name)),
                error -> {
                    Answer.Reply reply = Answer.text(error.code(), error.detail());
                    return error.code() == 429 ? reply.with("Retry-After", "30") : reply;
                },
                () -> push(call, name));
    }

    private Answer.Reply push(Call call, String name) {
        UserAgent browser = browsers.get(name);
        if (browser == null) {
            return Answer.text(404, "unknown subscription");
        }
        if (!around.customers().book().reachable(Channel.WEB_PUSH, name)) {
            return Answer.text(410, "push subscription has unsubscribed or expired");
        }
        Optional<String> stranger =
                Vapid.trouble(
                        call.header("Authorization"),
                        "http://" + call.header("Host"),
                        browser.serverKey(),
                        around.clock().millis() / 1_000);
        if (stranger.isPresent()) {
            return Answer.text(stranger.get().startsWith("missing") ? 401 : 403, stranger.get());
        }
        Optional<String> wrong = headers(call);
        if (wrong.isPresent()) {
            return Answer.text(400, wrong.get());
        }
        if (call.body().length > LARGEST) {
            return Answer.text(413, "payload too large");
        }
        String id = "m" + count.incrementAndGet();
        browser.decrypt(call.body())
                .ifPresentOrElse(text -> hand(text, name, id), unreadable::incrementAndGet);
        return Answer.text(201, "").with("Location", BASE + name + "/" + id);
    }

    private static Optional<String> headers(Call call) {
        String ttl = call.header("TTL");
        if (ttl == null || !ttl.matches("\\d{1,10}")) {
            return Optional.of("missing or invalid TTL");
        }
        if (!"aes128gcm".equals(call.header("Content-Encoding"))) {
            return Optional.of("unsupported Content-Encoding");
        }
        String urgency = call.header("Urgency");
        if (urgency != null && !urgency.matches("very-low|low|normal|high")) {
            return Optional.of("invalid Urgency");
        }
        String topic = call.header("Topic");
        return topic != null && !topic.matches("[A-Za-z0-9_-]{1,32}")
                ? Optional.of("invalid Topic")
                : Optional.empty();
    }

    private void hand(String text, String name, String id) {
        String tracking =
                Json.readObject(text.getBytes(StandardCharsets.UTF_8))
                        .map(body -> Json.text(body, "messageId"))
                        .orElse(null);
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        around.received().accept(Channel.WEB_PUSH, name, tracking, id, plain);
        Customers customers = around.customers();
        if (customers.silentOn(Channel.WEB_PUSH)) {
            return;
        }
        customers.receive(
                new Incoming(
                        Channel.WEB_PUSH,
                        name,
                        customers.key(Channel.WEB_PUSH, name, tracking),
                        id,
                        tracking,
                        "notification",
                        PlainText.links(text),
                        List.of(),
                        null));
    }
}
