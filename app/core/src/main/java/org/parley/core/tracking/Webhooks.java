package org.parley.core.tracking;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.DSLContext;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.tracking.internal.Arrival;
import org.parley.core.tracking.internal.DeliveryStore;
import org.parley.core.tracking.internal.GroupCommit;

/// The door for providers: verify, store, answer. What a webhook says is looked at afterwards.
public final class Webhooks {

    private static final int LARGEST_GROUP = 256;

    private final Channels channels;
    private final Clock clock;
    private final WebhookSignal signal;
    private final GroupCommit<Arrival, Boolean> store;

    public Webhooks(DSLContext dsl, Channels channels, Clock clock, WebhookSignal signal) {
        this.channels = channels;
        this.clock = clock;
        this.signal = signal;
        DeliveryStore deliveries = new DeliveryStore();
        this.store =
                new GroupCommit<>(
                        LARGEST_GROUP,
                        arrivals -> {
                            deliveries.store(dsl, arrivals);
                            return Collections.nCopies(arrivals.size(), true);
                        });
    }

    /// The most bytes that a body for this account may have; empty: there is no such account. Ask
    /// before reading the body.
    public OptionalInt bodyLimit(String channel, String account) {
        return adapter(channel, account)
                .map(adapter -> OptionalInt.of(adapter.webhookBodyLimit()))
                .orElse(OptionalInt.empty());
    }

    /// Checks the signature over the raw bytes and stores them. When this returns `Received` the
    /// webhook survives a crash.
    public Intake receive(String channel, String account, WebhookRequest request) {
        Optional<ChannelAdapter> adapter = adapter(channel, account);
        if (adapter.isEmpty()) {
            return new Intake.UnknownAccount();
        }
        int limit = adapter.get().webhookBodyLimit();
        if (request.body().length > limit) {
            return new Intake.TooLarge(limit);
        }
        Optional<String> challenge = adapter.get().challenge(request);
        if (challenge.isPresent()) {
            return new Intake.Challenged(challenge.get());
        }
        if (!adapter.get().authentic(request)) {
            return new Intake.NotAuthentic();
        }
        deliver(adapter.get(), request.body());
        return new Intake.Received();
    }

    /// Stores what a provider told over a session of its own. When this returns it survives a
    /// crash.
    public void deliver(ChannelAdapter from, byte[] body) {
        store.submit(new Arrival(from.channel(), from.account(), clock.instant(), body));
        signal.announce();
    }

    /// Answers a provider that asks by GET whether this address is meant (Meta's `hub.challenge`).
    ///
    /// @return what to answer; empty: not asked rightly, or a provider that never asks
    public Optional<String> handshake(String channel, String account, Map<String, String> query) {
        return adapter(channel, account).flatMap(adapter -> adapter.handshake(query));
    }

    private Optional<ChannelAdapter> adapter(String channel, String account) {
        return Channel.isName(channel)
                ? channels.listener(new Channel(channel), account)
                : Optional.empty();
    }
}
