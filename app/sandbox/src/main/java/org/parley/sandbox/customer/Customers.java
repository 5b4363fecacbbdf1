package org.parley.sandbox.customer;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// The customers: what they receive leads, by their habits and the seed, to what they do.
public final class Customers {
    private static final int MOST_NUMBERED = 2_000_000;

    private final long seed;
    private final Book book;
    private final Town town;
    private final Map<Channel, Voice> voices = new EnumMap<>(Channel.class);
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();
    private volatile Habits habits;

    public Customers(
            long seed,
            Book book,
            Habits habits,
            Agenda agenda,
            HttpOut http,
            Clock clock,
            int actsKept) {
        this.seed = seed;
        this.book = book;
        this.habits = habits;
        this.town =
                new Town(
                        agenda,
                        new Shop(http, agenda, clock),
                        new Browser(http),
                        new Acts(actsKept));
    }

    /// Wires a channel; once, at the start.
    public void speakOn(Channel channel, Voice voice) {
        voices.put(channel, voice);
    }

    public Book book() {
        return book;
    }

    public Acts acts() {
        return town.acts();
    }

    public Habits habits() {
        return habits;
    }

    public void habits(Habits habits) {
        this.habits = habits;
    }

    /// Where orders go; null stops them.
    public void parley(@Nullable ParleyLink parley) {
        town.shop().parley(parley);
    }

    public void add(Person... people) {
        book.add(List.of(people));
    }

    /// The name of a message among those to an address: its tracking id, else its number, so that
    /// reactions do not depend on which of two addresses was served first.
    public String key(Channel channel, String address, @Nullable String trackingId) {
        if (trackingId != null && !trackingId.isEmpty()) {
            return trackingId;
        }
        if (numbers.size() > MOST_NUMBERED) {
            numbers.clear();
        }
        return "#"
                + numbers.computeIfAbsent(
                                channel + ":" + channel.normalise(address), _ -> new AtomicLong())
                        .incrementAndGet();
    }

    public ReactionPlan plan(Channel channel, String address, String key) {
        return ReactionPlan.of(dice(channel, address, key), habits.on(channel));
    }

    /// True when nobody on this channel ever reacts, so that a benchmark may skip the details.
    public boolean silentOn(Channel channel) {
        return habits.on(channel).equals(Propensities.SILENT);
    }

    /// A provider handed this message over: everything else follows by itself.
    public void receive(Incoming message) {
        if (silentOn(message.channel())) {
            return;
        }
        ReactionPlan plan = plan(message.channel(), message.address(), message.key());
        Person person = book.find(message.channel(), message.address()).orElse(null);
        new Reaction(town, voice(message.channel()), message, person, plan, dice(message)).begin();
    }

    /// A customer writes unasked.
    public void say(Channel channel, String address, String text) {
        town.agenda().in(Duration.ZERO, () -> voice(channel).say(channel.normalise(address), text));
    }

    /// People buy without any message too: each known person with this probability, decided by
    /// `label`. Returns how many will.
    public int placeBaseOrders(double rate, String label) {
        int buyers = 0;
        List<Person> people =
                book.people().stream().sorted(Comparator.comparing(Person::externalId)).toList();
        for (Person person : people) {
            Dice dice = Dice.of(seed, "base", label, person.externalId());
            if (dice.happens("buys anyway", rate)) {
                buyers++;
                town.agenda()
                        .later(
                                dice.pause("buying", Duration.ofMinutes(2)),
                                () -> buyAnyway(person, dice, label));
            }
        }
        return buyers;
    }

    private void buyAnyway(Person person, Dice dice, String label) {
        Channel channel = person.addresses().keySet().stream().findFirst().orElse(Channel.EMAIL);
        town.sell(
                Sale.of(dice, person.country()),
                person,
                channel,
                person.externalId(),
                kind -> {
                    Act.Kind base = kind == Act.Kind.ORDERED ? Act.Kind.BASE_ORDERED : kind;
                    town.acts().add(channel, person.externalId(), label, base);
                });
    }

    private Voice voice(Channel channel) {
        Voice voice = voices.get(channel);
        if (voice == null) {
            throw new IllegalStateException("nobody speaks on " + channel);
        }
        return voice;
    }

    private Dice dice(Incoming message) {
        return dice(message.channel(), message.address(), message.key());
    }

    private Dice dice(Channel channel, String address, String key) {
        return Dice.of(seed, "message", channel.name(), channel.normalise(address), key);
    }
}
