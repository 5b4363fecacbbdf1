package org.parley.sandbox.refusal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// The faults that a test ordered: so many of the next requests of a channel, or all to an address.
public final class Refusals {
    private record Ordered(Refusal refusal, int left) {}

    private final Map<Channel, Ordered> next = new EnumMap<>(Channel.class);
    private final Map<String, Refusal> byAddress = new ConcurrentHashMap<>();
    // Lets the usual case, no orders at all, pass without a lock.
    private volatile boolean ordered;

    /// The next `times` sends on this channel fail so, whoever they are for.
    public synchronized void next(Channel channel, int times, Refusal refusal) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be positive, not " + times);
        }
        next.put(channel, new Ordered(refusal, times));
        ordered = true;
    }

    /// Every send to this address fails so until cleared.
    public void address(Channel channel, String address, Refusal refusal) {
        byAddress.put(key(channel, address), refusal);
    }

    public synchronized void clear() {
        next.clear();
        byAddress.clear();
        ordered = false;
    }

    /// Uses up one of the ordered refusals of the channel, if any is left.
    public Optional<Refusal> takeNext(Channel channel) {
        return ordered ? Optional.ofNullable(take(channel)) : Optional.empty();
    }

    public Optional<Refusal> of(Channel channel, String address) {
        return byAddress.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byAddress.get(key(channel, address)));
    }

    private synchronized @Nullable Refusal take(Channel channel) {
        Ordered order = next.remove(channel);
        if (order == null) {
            return null;
        }
        if (order.left() > 1) {
            next.put(channel, new Ordered(order.refusal(), order.left() - 1));
        }
        ordered = !next.isEmpty();
        return order.refusal();
    }

    private static String key(Channel channel, String address) {
        return channel + ":" + channel.normalise(address);
    }
}
