package org.parley.sandbox.customer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// Who lives in the sandbox: people by address, and the addresses that no longer work.
public final class Book {
    private final long seed;
    private final Population population;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<Channel, Map<String, Person>> byAddress = new EnumMap<>(Channel.class);
    private final Map<Channel, Set<String>> gone = new EnumMap<>(Channel.class);

    public Book(long seed, Population population) {
        this.seed = seed;
        this.population = population;
        for (Channel channel : Channel.values()) {
            byAddress.put(channel, new ConcurrentHashMap<>());
            gone.put(channel, ConcurrentHashMap.newKeySet());
        }
    }

    public void add(Collection<Person> newcomers) {
        for (Person person : newcomers) {
            people.put(person.externalId(), person);
            person.addresses()
                    .forEach((channel, address) -> addresses(channel).put(address, person));
        }
    }

    public Optional<Person> find(Channel channel, String address) {
        return Optional.ofNullable(addresses(channel).get(channel.normalise(address)));
    }

    public List<Person> people() {
        return List.copyOf(people.values());
    }

    public int size() {
        return people.size();
    }

    /// Takes an address off its channel, whatever the seed says.
    public void unregister(Channel channel, String address) {
        gone(channel).add(channel.normalise(address));
    }

    public void register(Channel channel, String address) {
        gone(channel).remove(channel.normalise(address));
    }

    /// True when the channel can reach this address.
    public boolean reachable(Channel channel, String address) {
        String normal = channel.normalise(address);
        if (normal.isEmpty() || gone(channel).contains(normal)) {
            return false;
        }
        if (!population.open() && !addresses(channel).containsKey(normal)) {
            return false;
        }
        return population.unregisteredShare() == 0
                || !dice(channel, normal).happens("unregistered", population.unregisteredShare());
    }

    /// True when the client of this person is too old for rich media.
    public boolean hasOldClient(Channel channel, String address) {
        return population.oldClientShare() > 0
                && dice(channel, channel.normalise(address))
                        .happens("old client", population.oldClientShare());
    }

    /// True when this person confirms everything twice.
    public boolean hasTwoDevices(Channel channel, String address) {
        return population.twoDevicesShare() > 0
                && dice(channel, channel.normalise(address))
                        .happens("two devices", population.twoDevicesShare());
    }

    public Dice dice(Channel channel, String address) {
        return Dice.of(seed, "address", channel.name(), address);
    }

    public void clear() {
        people.clear();
        byAddress.values().forEach(Map::clear);
        gone.values().forEach(Set::clear);
    }

    private Map<String, Person> addresses(Channel channel) {
        return byAddress.computeIfAbsent(channel, _ -> new ConcurrentHashMap<>());
    }

    private Set<String> gone(Channel channel) {
        return gone.computeIfAbsent(channel, _ -> ConcurrentHashMap.newKeySet());
    }
}
