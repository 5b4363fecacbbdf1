package org.parley.core.channel;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;

/// The accounts of this installation. Accounts come and go while it runs; whoever holds an adapter
/// may finish what it does. An account that is switched off sends nothing, but hears its provider
/// out: receipts of what it sent before still come.
public final class Channels {

    /// An account's place: its channel and its name there.
    private record Place(Channel channel, String account) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byChannel = channel.compareTo(other.channel);
            return byChannel == 0 ? account.compareTo(other.account) : byChannel;
        }
    }

    private record Accounts(
            NavigableMap<Place, ChannelAdapter> sending,
            NavigableMap<Place, ChannelAdapter> listening) {}

    private volatile Accounts accounts;

    public Channels(Collection<ChannelAdapter> sending) {
        accounts = new Accounts(byPlace(sending), new TreeMap<>());
    }

    private static NavigableMap<Place, ChannelAdapter> byPlace(
            Collection<ChannelAdapter> accounts) {
        NavigableMap<Place, ChannelAdapter> places = new TreeMap<>();
        for (ChannelAdapter adapter : accounts) {
            if (places.put(new Place(adapter.channel(), adapter.account()), adapter) != null) {
                throw new IllegalStateException(
                        "Two accounts named "
                                + adapter.account()
                                + " for channel "
                                + adapter.channel());
            }
        }
        return places;
    }

    /// From now on these, and no others.
    ///
    /// @param listening are switched off for sending
    public void become(Collection<ChannelAdapter> sending, Collection<ChannelAdapter> listening) {
        accounts = new Accounts(byPlace(sending), byPlace(listening));
    }

    /// Those that send, by channel and name.
    public Collection<ChannelAdapter> all() {
        return List.copyOf(accounts.sending().values());
    }

    /// The channel's first account by name: the one that is meant where none is named.
    public Optional<ChannelAdapter> find(Channel channel) {
        return Optional.ofNullable(accounts.sending().ceilingEntry(new Place(channel, "")))
                .map(entry -> entry.getValue())
                .filter(adapter -> adapter.channel().equals(channel));
    }

    public Optional<ChannelAdapter> find(Channel channel, String account) {
        return Optional.ofNullable(accounts.sending().get(new Place(channel, account)));
    }

    /// Whose webhooks are taken: every account, also one that is switched off.
    public Optional<ChannelAdapter> listener(Channel channel, String account) {
        Accounts now = accounts;
        Place place = new Place(channel, account);
        return Optional.ofNullable(now.sending().getOrDefault(place, now.listening().get(place)));
    }

    public ChannelAdapter get(Channel channel) {
        return find(channel)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "channel",
                                "No account is set up for channel "
                                        + channel
                                        + "; there are accounts for "
                                        + channels()));
    }

    /// The channels that there is an account for.
    public Collection<Channel> channels() {
        TreeSet<Channel> names = new TreeSet<>();
        accounts.sending().keySet().forEach(place -> names.add(place.channel()));
        return names;
    }
}
