package org.parley.sandbox.received;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// What the providers accepted. Bounded: beyond `kept` messages only counts go on, and `truncated`
/// says so, because a proof over a part would be none.
public final class Received {
    private final Clock clock;
    private final int kept;
    private final int bodiesKept;
    private final Map<Channel, LongAdder> totals = new EnumMap<>(Channel.class);
    private final List<ReceivedMessage> messages = new ArrayList<>();
    private boolean truncated;

    /// @param kept 0 counts only, for benchmarks
    public Received(Clock clock, int kept, int bodiesKept) {
        this.clock = clock;
        this.kept = kept;
        this.bodiesKept = bodiesKept;
        for (Channel channel : Channel.values()) {
            totals.put(channel, new LongAdder());
        }
    }

    public void accept(
            Channel channel,
            String address,
            @Nullable String trackingId,
            String providerMessageId,
            byte[] body) {
        adder(channel).increment();
        if (kept == 0) {
            return;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        ReceivedMessage message =
                new ReceivedMessage(
                        channel,
                        channel.normalise(address),
                        trackingId,
                        providerMessageId,
                        Dice.of(0, text).hex("body"),
                        clock.instant(),
                        bodiesKept > 0 ? text : null);
        synchronized (messages) {
            if (messages.size() >= kept) {
                truncated = true;
                return;
            }
            messages.add(message);
            int last = messages.size() - 1 - bodiesKept;
            if (bodiesKept > 0 && last >= 0) {
                messages.set(last, messages.get(last).withoutBody());
            }
        }
    }

    /// False when only counts are kept.
    public boolean recording() {
        return kept > 0;
    }

    /// Accepted sends, counted in every mode.
    public long total(Channel channel) {
        return adder(channel).sum();
    }

    public List<ReceivedMessage> messages(Channel channel) {
        return snapshot().stream().filter(message -> message.channel() == channel).toList();
    }

    public List<ReceivedMessage> messages(Channel channel, String address) {
        String normal = channel.normalise(address);
        return messages(channel).stream()
                .filter(message -> message.address().equals(normal))
                .toList();
    }

    public long count(Channel channel, String address) {
        return messages(channel, address).size();
    }

    /// Accepted sends per address.
    public Map<String, Long> countByAddress(Channel channel) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ReceivedMessage message : messages(channel)) {
            counts.merge(message.address(), 1L, Long::sum);
        }
        return counts;
    }

    /// Accepted sends that share a tracking id with an earlier one: empty when nobody got it twice.
    public List<ReceivedMessage> repeated(Channel channel) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        return messages(channel).stream()
                .filter(message -> message.trackingId() != null)
                .filter(message ->
                        seen.merge(message.address() + "\n" + message.trackingId(), 1, Integer::sum)
                                > 1)
                .toList();
    }

    /// True when messages were left out of the record, so that it proves nothing.
    public boolean truncated() {
        synchronized (messages) {
            return truncated;
        }
    }

    public void clear() {
        synchronized (messages) {
            messages.clear();
            truncated = false;
        }
        totals.values().forEach(LongAdder::reset);
    }

    private List<ReceivedMessage> snapshot() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    private LongAdder adder(Channel channel) {
        return totals.computeIfAbsent(channel, _ -> new LongAdder());
    }
}
