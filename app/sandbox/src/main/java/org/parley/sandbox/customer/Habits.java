package org.parley.sandbox.customer;

import java.util.EnumMap;
import java.util.Map;
import org.parley.sandbox.world.Channel;

/// The propensities of every channel: the usual ones, but for those that differ.
public record Habits(Propensities usual, Map<Channel, Propensities> special) {
    public static final Habits USUAL =
            all(Propensities.CHAT).with(Channel.EMAIL, Propensities.EMAIL);

    public Habits {
        special = Map.copyOf(special);
    }

    public static Habits all(Propensities same) {
        return new Habits(same, Map.of());
    }

    public Habits with(Channel channel, Propensities its) {
        Map<Channel, Propensities> more = new EnumMap<>(Channel.class);
        more.putAll(special);
        more.put(channel, its);
        return new Habits(usual, more);
    }

    public Propensities on(Channel channel) {
        return special.getOrDefault(channel, usual);
    }
}
