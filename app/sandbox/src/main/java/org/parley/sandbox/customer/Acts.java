package org.parley.sandbox.customer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.parley.sandbox.world.Channel;

/// The record of acts: counts always, the acts themselves up to a bound.
public final class Acts {
    private final int kept;
    private final Map<Channel, Map<Act.Kind, LongAdder>> counts = new EnumMap<>(Channel.class);
    private final List<Act> acts = new ArrayList<>();

    Acts(int kept) {
        this.kept = kept;
        for (Channel channel : Channel.values()) {
            Map<Act.Kind, LongAdder> kinds = new EnumMap<>(Act.Kind.class);
            for (Act.Kind kind : Act.Kind.values()) {
                kinds.put(kind, new LongAdder());
            }
            counts.put(channel, kinds);
        }
    }

    void add(Channel channel, String address, String key, Act.Kind kind) {
        adder(channel, kind).increment();
        synchronized (acts) {
            if (acts.size() < kept) {
                acts.add(new Act(channel, address, key, kind));
            }
        }
    }

    public long count(Channel channel, Act.Kind kind) {
        return adder(channel, kind).sum();
    }

    /// All non-zero counts of a channel.
    public Map<Act.Kind, Long> counts(Channel channel) {
        Map<Act.Kind, Long> result = new EnumMap<>(Act.Kind.class);
        for (Act.Kind kind : Act.Kind.values()) {
            long count = count(channel, kind);
            if (count > 0) {
                result.put(kind, count);
            }
        }
        return result;
    }

    public List<Act> all() {
        synchronized (acts) {
            return List.copyOf(acts);
        }
    }

    private LongAdder adder(Channel channel, Act.Kind kind) {
        return counts.computeIfAbsent(channel, _ -> new EnumMap<>(Act.Kind.class))
                .computeIfAbsent(kind, _ -> new LongAdder());
    }
}
