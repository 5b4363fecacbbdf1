package org.parley.core.channel;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;

/// The channels that this installation has accounts for. One account a channel.
public final class Channels {

    private final SortedMap<Channel, ChannelAdapter> adapters = new TreeMap<>();

    public Channels(Collection<ChannelAdapter> registered) {
        for (ChannelAdapter adapter : registered) {
            if (adapters.put(adapter.channel(), adapter) != null) {
                throw new IllegalStateException("Two accounts for channel " + adapter.channel());
            }
        }
    }

    public Collection<ChannelAdapter> all() {
        return adapters.values();
    }

    public Optional<ChannelAdapter> find(Channel channel) {
        return Optional.ofNullable(adapters.get(channel));
    }

    public ChannelAdapter get(Channel channel) {
        return find(channel)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "channel",
                                "No account is set up for channel "
                                        + channel
                                        + "; there are accounts for "
                                        + adapters.keySet()));
    }
}
