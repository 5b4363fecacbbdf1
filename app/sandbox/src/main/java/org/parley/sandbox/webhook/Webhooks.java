package org.parley.sandbox.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;

/// Sends webhooks to Parley and tries again until it takes them, as providers do.
public final class Webhooks {
    // The others are content with any 2xx.
    private static final Set<Channel> ONLY_200 =
            EnumSet.of(Channel.VIBER, Channel.WHATSAPP, Channel.MESSENGER, Channel.INSTAGRAM);

    private final HttpOut http;
    private final Agenda agenda;
    private final WebhookSettings settings;
    private final Chaos chaos;
    private final Map<Channel, URI> targets = new ConcurrentHashMap<>();
    private final Map<Channel, Function<Webhook, Optional<Webhook>>> retryForms =
            new ConcurrentHashMap<>();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder unaddressed = new LongAdder();

    /// Nothing is sent before a target is known.
    ///
    /// @param kept webhooks remembered for a replay; 0 remembers none
    public Webhooks(HttpOut http, Agenda agenda, WebhookSettings settings, int kept, long seed) {
        this.http = http;
        this.agenda = agenda;
        this.settings = settings;
        this.chaos = new Chaos(this::sendLater, kept, seed);
    }

    public Chaos chaos() {
        return chaos;
    }

    /// Where Parley listens for this channel. Read at each attempt: Parley may come back elsewhere.
    public void target(Channel channel, URI target) {
        targets.put(channel, target);
    }

    /// How a webhook of this channel looks when it is sent again; empty when it is not.
    public void onRetry(Channel channel, Function<Webhook, Optional<Webhook>> form) {
        retryForms.put(channel, form);
    }

    public void forget(Channel channel) {
        targets.remove(channel);
    }

    public Optional<URI> target(Channel channel) {
        return Optional.ofNullable(targets.get(channel));
    }

    /// Sends a webhook; unless chaos wants otherwise, the first attempt is made before this
    /// returns.
    public void post(Webhook webhook) {
        for (Duration wait : chaos.waits(webhook)) {
            if (wait.isZero()) {
                attempt(webhook, 1);
            } else {
                sendLater(webhook, wait);
            }
        }
    }

    /// One attempt, no retry and no record: the provider's own checks of an address.
    public int probe(Webhook webhook, URI target) throws IOException {
        return http.post(target, webhook.headers(), webhook.body()).statusCode();
    }

    public Map<String, Long> counts() {
        return Map.of(
                "delivered", delivered.sum(),
                "refused", refused.sum(),
                "abandoned", abandoned.sum(),
                "unaddressed", unaddressed.sum());
    }

    public Map<Channel, URI> targets() {
        Map<Channel, URI> copy = new EnumMap<>(Channel.class);
        copy.putAll(targets);
        return copy;
    }

    private void sendLater(Webhook webhook, Duration wait) {
        agenda.in(wait, () -> attempt(webhook, 1));
    }

    private void attempt(Webhook webhook, int attempt) {
        Webhook.Route route = webhook.route();
        URI target = route == null ? targets.get(webhook.channel()) : route.to();
        int attempts = route == null ? settings.attempts() : route.attempts();
        if (target == null) {
            unaddressed.increment();
            return;
        }
        if (taken(webhook, target)) {
            delivered.increment();
            return;
        }
        refused.increment();
        if (attempt >= attempts) {
            abandoned.increment();
            return;
        }
        retryForms
                .getOrDefault(webhook.channel(), Optional::of)
                .apply(webhook)
                .ifPresentOrElse(
                        next ->
                                agenda.in(
                                        settings.retryAfter(attempt),
                                        () -> attempt(next, attempt + 1)),
                        abandoned::increment);
    }

    private boolean taken(Webhook webhook, URI target) {
        try {
            int status = http.post(target, webhook.headers(), webhook.body()).statusCode();
            return status == 200 || (status / 100 == 2 && !ONLY_200.contains(webhook.channel()));
        } catch (IOException unreachable) {
            return false;
        }
    }
}
