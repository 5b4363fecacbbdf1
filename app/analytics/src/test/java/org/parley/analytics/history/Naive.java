package org.parley.analytics.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures of some people of one run, counted one by one from what happened.
public final class Naive {

    private final History history;
    private final int run;
    private final Set<Integer> group;
    private final NaiveCosts.Spent spent;

    /// @param group ordinals
    /// @param spent what their messages cost
    public Naive(History history, int run, Set<Integer> group, NaiveCosts.Spent spent) {
        this.history = history;
        this.run = run;
        this.group = group;
        this.spent = spent;
    }

    /// Every value of a figure: one, or one a currency, or none.
    ///
    /// @throws IllegalArgumentException where there is no naive counterpart of the figure
    public List<Expected> of(String id) {
        return switch (id) {
            case "deliveryRate" -> share(id, delivered(), sent());
            case "readRate" -> share(id, chat(read()), chat(delivered()));
            case "openRate" -> share(id, mail(read()), mail(delivered()));
            case "openRateRaw" -> share(id, mail(readRaw()), mail(delivered()));
            case "clickRate" -> share(id, people("clicked", false), delivered());
            case "clickRateRaw" -> share(id, clickedRaw(), delivered());
            case "clickToOpen" -> share(id, people("clicked", false), read());
            case "replyRate" -> share(id, people("replied", false), delivered());
            case "conversationRate" -> share(id, conversed(), delivered());
            case "replyWithinHour" -> {
                var waits = waits();
                yield of(
                        id,
                        waits.stream().filter(millis -> millis <= 3_600_000).count(),
                        waits.size());
            }
            case "optOutRate" -> share(id, people("opted_out", false), delivered());
            case "complaintRate" ->
                    share(id, both(people("complained", false), delivered()), delivered());
            case "negativeRate" ->
                    share(
                            id,
                            both(
                                    union(people("complained", false), people("opted_out", false)),
                                    delivered()),
                            delivered());
            case "conversionItt" -> of(id, converters().size(), group.size());
            case "conversionAttributed" -> share(id, bought(), delivered());
            case "clickItt" -> share(id, people("clicked", false), group);
            case "timeToFirstReply" -> quantile(id, waits(), 5);
            case "timeToFirstReplyP90" -> quantile(id, waits(), 9);
            case "timeToConversion" -> quantile(id, conversions(), 5);
            case "averageOrderValue",
                    "revenuePerAssigned",
                    "revenuePerDelivered",
                    "costPerMessage",
                    "costPerConversation",
                    "costPerConversion",
                    "roi",
                    "revenueRoi",
                    "roas" ->
                    currencies().stream().flatMap(c -> money(id, c).stream()).toList();
            default -> throw new IllegalArgumentException("Nobody counts " + id + " one by one");
        };
    }

    private List<Expected> money(String id, String currency) {
        var one = currencies().size() == 1;
        var margin = run == 1 ? new BigDecimal("0.40") : null;
        var net = credited(currency).stream().mapToLong(Paper::minor).sum();
        var cost = spent.minor().getOrDefault(currency, 0L);
        return switch (id) {
            case "averageOrderValue" -> money(id, currency, net, netOrders(currency));
            case "revenuePerAssigned" ->
                    money(
                            id,
                            currency,
                            inWindow().stream()
                                    .filter(paper -> paper.currency().equals(currency))
                                    .mapToLong(Paper::minor)
                                    .sum(),
                            group.size());
            case "revenuePerDelivered" -> money(id, currency, net, delivered().size());
            case "costPerMessage" ->
                    money(id, currency, cost, spent.messages().getOrDefault(currency, 0L));
            case "costPerConversation" -> money(id, currency, cost, conversed().size());
            case "costPerConversion" -> money(id, currency, cost, bought().size());
            case "roi" ->
                    one && margin != null
                            ? money(
                                    id,
                                    currency,
                                    margin.multiply(BigDecimal.valueOf(net))
                                                    .setScale(0, RoundingMode.HALF_UP)
                                                    .longValueExact()
                                            - cost,
                                    cost)
                            : List.of();
            case "revenueRoi" ->
                    one && margin == null ? money(id, currency, net - cost, cost) : List.of();
            case "roas" -> one ? money(id, currency, net, cost) : List.of();
            default -> throw new IllegalArgumentException(id);
        };
    }

    private static List<Expected> money(String id, String currency, long over, long under) {
        return List.of(
                new Expected(id, currency, over, under, under == 0 ? null : (double) over / under));
    }

    private static List<Expected> of(String id, long over, long under) {
        return List.of(
                new Expected(id, null, over, under, under == 0 ? null : (double) over / under));
    }

    private static List<Expected> share(String id, Set<Integer> over, Set<Integer> under) {
        return of(id, over.size(), under.size());
    }

    /// @param tenths of the way from the shortest to the longest
    private static List<Expected> quantile(String id, List<Long> times, int tenths) {
        var sorted = times.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return List.of(new Expected(id, null, 0, 0, null));
        }
        var millis = sorted.get(sorted.size() * tenths / 10);
        return List.of(new Expected(id, null, millis, sorted.size(), millis / 1000.0));
    }

    public Set<Integer> sent() {
        return union(people("sent", false), delivered());
    }

    public Set<Integer> delivered() {
        return union(
                union(people("delivered", false), read()),
                union(people("opted_out", false), bought()));
    }

    private Set<Integer> read() {
        return union(
                union(people("read", false), people("clicked", false)), people("replied", false));
    }

    private Set<Integer> readRaw() {
        return both(
                union(read(), union(people("read", true), people("clicked", true))), delivered());
    }

    private Set<Integer> clickedRaw() {
        return both(union(people("clicked", false), people("clicked", true)), delivered());
    }

    private Set<Integer> people(String kind, boolean machine) {
        return facts(kind)
                .filter(fact -> fact.machine() == machine)
                .map(fact -> fact.target().ordinal())
                .collect(Collectors.toSet());
    }

    private java.util.stream.Stream<Fact> facts(String kind) {
        return history.facts.stream()
                .filter(fact -> fact.kind().equals(kind) && fact.target().run() == run)
                .filter(fact -> group.contains(fact.target().ordinal()));
    }

    private Set<Integer> mail(Set<Integer> people) {
        return people.stream().filter(this::mailed).collect(Collectors.toSet());
    }

    private Set<Integer> chat(Set<Integer> people) {
        return people.stream().filter(each -> !mailed(each)).collect(Collectors.toSet());
    }

    private boolean mailed(int ordinal) {
        return history.targets.stream()
                .anyMatch(target ->
                        target.run() == run
                                && target.ordinal() == ordinal
                                && target.channel().equals("email"));
    }

    /// What each person wrote, in its order; a message that was told twice is one.
    private Map<Integer, List<Instant>> turns() {
        var first = new HashMap<Long, Fact>();
        facts("replied").forEach(fact -> first.merge(fact.id(), fact, Naive::earlier));
        var turns = new HashMap<Integer, List<Instant>>();
        for (var fact : first.values()) {
            turns.computeIfAbsent(fact.target().ordinal(), _ -> new ArrayList<>()).add(fact.at());
        }
        turns.values().forEach(times -> times.sort(null));
        return turns;
    }

    private static Fact earlier(Fact left, Fact right) {
        return left.at().isAfter(right.at()) ? right : left;
    }

    private Set<Integer> conversed() {
        var people = new HashSet<Integer>();
        turns().forEach((person, times) -> {
            if (times.size() >= 2
                    && Duration.between(times.get(0), times.get(1)).compareTo(Duration.ofDays(1))
                            <= 0) {
                people.add(person);
            }
        });
        return people;
    }

    private List<Long> waits() {
        var waits = new ArrayList<Long>();
        turns().forEach((person, times) -> {
            @Nullable Instant arrived = null;
            for (var fact : facts("delivered").toList()) {
                if (fact.target().ordinal() == person
                        && !fact.reason().equals("implied")
                        && (arrived == null || fact.at().isBefore(arrived))) {
                    arrived = fact.at();
                }
            }
            if (arrived != null) {
                waits.add(Math.max(0, Duration.between(arrived, times.getFirst()).toMillis()));
            }
        });
        return waits;
    }

    private List<Paper> credited(String currency) {
        return creditedPapers().stream()
                .filter(paper -> paper.currency().equals(currency))
                .toList();
    }

    private List<Paper> creditedPapers() {
        var papers = new ArrayList<Paper>();
        for (var paper : history.papers) {
            var whom = paper.credited();
            if (whom != null && whom.run() == run && group.contains(whom.ordinal())) {
                papers.add(paper);
            }
        }
        return papers;
    }

    private List<Paper> creditedSales() {
        return creditedPapers().stream().filter(paper -> paper.kind().equals("sale")).toList();
    }

    private static int buyer(Paper paper) {
        var whom = paper.credited();
        if (whom == null) {
            throw new IllegalArgumentException("Nobody's: " + paper);
        }
        return whom.ordinal();
    }

    private Set<Integer> bought() {
        return creditedSales().stream().map(Naive::buyer).collect(Collectors.toSet());
    }

    private List<Long> conversions() {
        var first = new HashMap<Integer, Paper>();
        for (var sale : creditedSales()) {
            var known = first.get(buyer(sale));
            if (known == null || sale.at().isBefore(known.at())) {
                first.put(buyer(sale), sale);
            }
        }
        return first.values().stream()
                .map(sale -> Duration.between(sale.touched(), sale.at()).toMillis())
                .toList();
    }

    private long netOrders(String currency) {
        var credited = credited(currency);
        return credited.stream()
                .filter(paper -> paper.kind().equals("sale"))
                .filter(sale -> {
                    var left = sale.minor();
                    for (var paper : credited) {
                        left += paper.original() == sale.id() ? paper.minor() : 0;
                    }
                    return left > 0;
                })
                .count();
    }

    private List<Paper> inWindow() {
        var opens = History.start(run);
        var closes = opens.plus(Duration.ofDays(History.WINDOW_DAYS));
        Predicate<Paper> dated =
                paper -> !paper.at().isBefore(opens) && paper.at().isBefore(closes);
        var contacts = new HashSet<Long>();
        for (var target : history.targets) {
            if (target.run() == run && group.contains(target.ordinal())) {
                contacts.add(target.contact());
            }
        }
        var here = history.papers.stream().filter(p -> contacts.contains(p.contact())).toList();
        var sales =
                here.stream()
                        .filter(paper -> paper.kind().equals("sale") && dated.test(paper))
                        .map(Paper::id)
                        .collect(Collectors.toSet());
        return here.stream()
                .filter(paper ->
                        sales.contains(paper.id())
                                || sales.contains(paper.original())
                                || (paper.kind().equals("adjustment") && dated.test(paper)))
                .toList();
    }

    private Set<Long> converters() {
        return inWindow().stream()
                .filter(paper -> paper.kind().equals("sale"))
                .map(Paper::contact)
                .collect(Collectors.toSet());
    }

    /// In which there is money of any kind.
    private Set<String> currencies() {
        var currencies = new TreeSet<String>();
        creditedPapers().forEach(paper -> currencies.add(paper.currency()));
        inWindow().forEach(paper -> currencies.add(paper.currency()));
        currencies.addAll(spent.messages().keySet());
        return currencies;
    }

    private static Set<Integer> union(Set<Integer> left, Set<Integer> right) {
        var all = new HashSet<>(left);
        all.addAll(right);
        return all;
    }

    private static Set<Integer> both(Set<Integer> left, Set<Integer> right) {
        var shared = new HashSet<>(left);
        shared.retainAll(right);
        return shared;
    }
}
