package org.parley.core.audience;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Generated people with orders and events, over few values so that rules meet them often, and at
/// times that often lie exactly on a day's edge.
record Population(List<Person> people, List<Order> orders, List<Event> events) {

    static final List<String> COUNTRIES = List.of("", "ES", "GB", "FR");
    static final List<String> TAGS = List.of("vip", "new", "it's", "ключ");
    static final List<String> CHANNELS = List.of("sms", "viber");
    static final List<String> PURPOSES = List.of("marketing", "news");
    static final List<String> SKUS = List.of("tea", "cup", "o'pot");
    static final List<String> CURRENCIES = List.of("EUR", "GBP");
    static final List<String> ATTRIBUTES = List.of("city", "shoe", "member", "born");
    static final List<String> CITIES = List.of("Lugo", "Ávila", "1990-01-02");
    private static final List<String> KINDS =
            List.of("sent", "delivered", "read", "clicked", "replied", "opted_out");

    /// @param attributes String, Double, Boolean or LocalDate
    record Person(
            long id,
            boolean deleted,
            String country,
            Set<String> tags,
            Set<String> reachable,
            Set<String> addressed,
            Set<String> granted,
            Set<String> withdrawn,
            Map<String, Object> attributes) {}

    record Order(
            long id,
            long contact,
            boolean sale,
            Instant at,
            String currency,
            BigDecimal revenue,
            List<Line> lines) {}

    record Line(String sku, BigDecimal amount) {}

    record Event(long contact, int run, String kind, Instant at, boolean machine) {}

    static Population of(int size, Instant now, RandomGenerator random) {
        List<Person> people = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            people.add(person(id, random));
        }
        List<Order> orders = new ArrayList<>();
        for (int id = 1; id <= size * 2; id++) {
            orders.add(order(id, size, now, random));
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(
                    new Event(
                            1 + random.nextInt(size),
                            1 + random.nextInt(3),
                            any(KINDS, random),
                            moment(now, random),
                            random.nextInt(5) == 0));
        }
        return new Population(people, orders, events);
    }

    /// The same people, nobody erased, with what is dated before an instant.
    Population before(Instant instant) {
        return new Population(
                people.stream()
                        .map(each ->
                                new Person(
                                        each.id(),
                                        false,
                                        each.country(),
                                        each.tags(),
                                        each.reachable(),
                                        each.addressed(),
                                        each.granted(),
                                        each.withdrawn(),
                                        each.attributes()))
                        .toList(),
                orders.stream().filter(each -> each.at().isBefore(instant)).toList(),
                events.stream().filter(each -> each.at().isBefore(instant)).toList());
    }

    static <T> T any(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Person person(int id, RandomGenerator random) {
        Map<String, Object> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES) {
            switch (random.nextInt(6)) {
                case 0 -> attributes.put(name, any(CITIES, random));
                case 1 -> attributes.put(name, random.nextInt(-2, 3) * 0.5);
                case 2 -> attributes.put(name, random.nextBoolean());
                case 3 -> attributes.put(name, LocalDate.of(1990, 1, 1 + random.nextInt(3)));
                default -> {
                    // has it not
                }
            }
        }
        Set<String> reachable = some(CHANNELS, random);
        Set<String> addressed = some(CHANNELS, random);
        addressed.addAll(reachable);
        Set<String> granted = new TreeSet<>();
        Set<String> withdrawn = new TreeSet<>();
        for (String channel : CHANNELS) {
            for (String purpose : PURPOSES) {
                switch (random.nextInt(3)) {
                    case 0 -> granted.add(channel + "/" + purpose);
                    case 1 -> withdrawn.add(channel + "/" + purpose);
                    default -> {
                        // never asked
                    }
                }
            }
        }
        return new Person(
                id,
                random.nextInt(20) == 0,
                any(COUNTRIES, random),
                some(TAGS, random),
                reachable,
                addressed,
                granted,
                withdrawn,
                attributes);
    }

    /// Twice as many as people, but most of them by every third, so that many never bought.
    private static Order order(int id, int people, Instant now, RandomGenerator random) {
        boolean sale = random.nextInt(4) > 0;
        List<Line> lines = new ArrayList<>();
        BigDecimal revenue = BigDecimal.ZERO;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            BigDecimal amount =
                    BigDecimal.valueOf((sale ? 250_000L : -250_000L) * random.nextInt(0, 40), 6);
            lines.add(new Line(any(SKUS, random), amount));
            revenue = revenue.add(amount);
        }
        return new Order(
                id,
                random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(people / 3) * 3L,
                sale,
                moment(now, random),
                any(CURRENCIES, random),
                revenue,
                lines);
    }

    private static Instant moment(Instant now, RandomGenerator random) {
        return now.minus(Duration.ofDays(random.nextInt(1, 12))).plusMillis(random.nextInt(-1, 2));
    }

    private static Set<String> some(List<String> values, RandomGenerator random) {
        return values.stream()
                .filter(_ -> random.nextInt(3) == 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
