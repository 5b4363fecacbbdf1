package org.parley.analytics.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Two runs over the same contacts: the first with Viber, email and a holdout, in euros and with a
/// margin; the second with WhatsApp in two arms and no email, billed in yen and bought in euros and
/// dollars. Everything that goes wrong goes wrong here: duplicates under other times, receipts that
/// never came, machines that click, refunds of all and of parts, sales nobody is credited for.
public final class World {

    public static final Instant START = Instant.parse("2026-10-05T09:30:00Z");
    public static final int WINDOW_DAYS = 7;
    private static final List<String> COUNTRIES = List.of("DE", "BG", "");

    public final List<Person> people = new ArrayList<>();
    public final List<Told> events = new ArrayList<>();
    public final List<Document> documents = new ArrayList<>();
    private final SplittableRandom random;
    private long nextEvent = 1;
    private long nextDocument = 1;

    private World(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param size people of each run
    public static World of(long seed, int size) {
        var world = new World(seed);
        for (var i = 1; i <= size; i++) {
            world.first(i);
        }
        for (var i = 1; i <= size; i++) {
            world.second(i);
        }
        return world;
    }

    private void first(int ordinal) {
        var draw = random.nextInt(10_000);
        var arm = draw < 4_500 ? 1 : draw < 9_000 ? 2 : 3;
        var channel = arm == 1 ? "viber" : arm == 2 ? "email" : "";
        person(
                1,
                ordinal,
                1000L + ordinal,
                arm,
                channel,
                new BigDecimal(arm == 1 ? "0.012345" : "0.000400"),
                "EUR",
                List.of("EUR"));
    }

    private void second(int ordinal) {
        // Other ordinals than the first run gave the same contacts.
        var contact = 1000L + (ordinal * 7L) % people.size() / 2 + 1;
        var arm = random.nextInt(2) + 1;
        if (people.stream().anyMatch(p -> p.run() == 2 && p.contact() == contact)) {
            person(
                    2,
                    ordinal,
                    900_000L + ordinal,
                    arm,
                    "whatsapp",
                    BigDecimal.TEN,
                    "JPY",
                    List.of("EUR", "USD"));
            return;
        }
        person(
                2,
                ordinal,
                contact,
                arm,
                "whatsapp",
                new BigDecimal(random.nextBoolean() ? "7.4" : "9"),
                "JPY",
                List.of("EUR", "USD"));
    }

    private void person(
            int run,
            int ordinal,
            long contact,
            int arm,
            String channel,
            BigDecimal price,
            String currency,
            List<String> shops) {
        var state =
                channel.isEmpty() || chance(.05)
                        ? "skipped"
                        : chance(.03) ? "failed" : chance(.02) ? "unknown" : "sent";
        var person =
                new Person(
                        run,
                        ordinal,
                        contact,
                        arm,
                        channel,
                        COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                        state);
        people.add(person);
        var start = START.plus(Duration.ofDays(run == 1 ? 0 : 40));
        tell("assigned", person, start, false);
        if (!state.equals("sent")) {
            if (!channel.isEmpty()) {
                tell(state, person, start.plusSeconds(60), false);
            }
            buy(person, null, start, .03, shops);
            return;
        }
        var sent = start.plusSeconds(60 + random.nextInt(3_600));
        tell("sent", person, sent, false);
        bill(person, sent.plusSeconds(1), price, currency);
        var delivered = chance(.9);
        var read = delivered && chance(.6);
        if (delivered && chance(.95)) {
            tell("delivered", person, sent.plusSeconds(random.nextInt(90_000)), false);
        }
        if (read && !channel.equals("email") && chance(.8)) {
            tell("read", person, sent.plusSeconds(90_000), false);
        }
        if (chance(.1)) {
            tell("clicked", person, sent.plusSeconds(1), true);
        }
        var clicked = read && chance(channel.equals("viber") ? .5 : .2);
        if (clicked) {
            tell("clicked", person, sent.plusSeconds(100_000), false);
            if (chance(.3)) {
                tell("clicked", person, sent.plusSeconds(200_000), false);
            }
        }
        var replied = read && chance(.15);
        if (replied) {
            tell("replied", person, sent.plusSeconds(110_000), false);
        }
        if (delivered && chance(.03)) {
            tell("opted_out", person, sent.plusSeconds(120_000), false);
        }
        buy(person, clicked || replied ? person : null, sent, clicked ? .25 : .04, shops);
    }

    private void tell(String kind, Person person, Instant at, boolean machine) {
        told(new Told(nextEvent++, kind, person, at, machine, BigDecimal.ZERO, ""));
    }

    private void bill(Person person, Instant at, BigDecimal price, String currency) {
        told(new Told(nextEvent++, "billed", person, at, false, price, currency));
    }

    private void told(Told event) {
        events.add(event);
        if (chance(.06)) {
            events.add(event);
        }
        // Redelivered by the provider under another time; bills are told by us alone.
        if (chance(.04) && !event.kind().equals("billed")) {
            events.add(event.later(86_400));
        }
    }

    private void buy(
            Person person,
            @Nullable Person credited,
            Instant after,
            double chance,
            List<String> shops) {
        while (chance(chance)) {
            var sale =
                    new Document(
                            nextDocument++,
                            "sale",
                            0,
                            person.contact(),
                            after.plusSeconds(random.nextInt(14 * 86_400)),
                            shops.get(random.nextInt(shops.size())),
                            random.nextInt(100, 25_000),
                            credited);
            documents.add(sale);
            if (chance(.2)) {
                var back = chance(.5) ? sale.minor() : sale.minor() / 3;
                documents.add(
                        new Document(
                                nextDocument++,
                                "refund",
                                sale.id(),
                                sale.contact(),
                                sale.at().plus(Duration.ofDays(random.nextInt(20))),
                                sale.currency(),
                                -back,
                                credited));
            }
            if (chance(.02)) {
                documents.add(
                        new Document(
                                nextDocument++,
                                "adjustment",
                                0,
                                sale.contact(),
                                sale.at(),
                                sale.currency(),
                                -50,
                                credited));
            }
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
