package org.parley.analytics.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What messages cost, counted one by one: each line (arm, channel, country, price, currency) is
/// rounded once, and where several groups share it, split by the largest remainder.
public final class NaiveCosts {

    private static final Map<String, Integer> DECIMALS = Map.of("JPY", 0, "KWD", 3);

    /// By currency.
    public record Spent(Map<String, Long> minor, Map<String, Long> messages) {}

    private record Line(
            int arm, String channel, String country, BigDecimal price, String currency) {}

    private record Bill(int ordinal, String channel) {}

    private NaiveCosts() {}

    /// @param groups that share what their messages cost, by name
    public static Map<String, Spent> of(
            History history, int run, Map<String, Set<Integer>> groups) {
        var spent = new TreeMap<String, Spent>();
        groups.keySet()
                .forEach(name -> spent.put(name, new Spent(new HashMap<>(), new HashMap<>())));
        lines(history, run)
                .forEach((line, people) -> {
                    var names = new ArrayList<String>();
                    var counts = new ArrayList<Long>();
                    new TreeMap<>(groups)
                            .forEach((name, group) -> {
                                var here = people.stream().filter(group::contains).count();
                                if (here > 0) {
                                    names.add(name);
                                    counts.add(here);
                                }
                            });
                    if (names.isEmpty()) {
                        return;
                    }
                    var all = counts.stream().mapToLong(Long::longValue).sum();
                    var parts = split(amount(line, all), counts, all);
                    for (var i = 0; i < names.size(); i++) {
                        var whose = spent.get(names.get(i));
                        whose.minor().merge(line.currency(), parts.get(i), Long::sum);
                        whose.messages().merge(line.currency(), counts.get(i), Long::sum);
                    }
                });
        return spent;
    }

    private static Map<Line, List<Integer>> lines(History history, int run) {
        var told = new HashSet<Bill>();
        var lines = new HashMap<Line, List<Integer>>();
        for (var fact : history.facts) {
            var target = fact.target();
            if (fact.kind().equals("billed")
                    && target.run() == run
                    && told.add(new Bill(target.ordinal(), fact.channel()))) {
                lines.computeIfAbsent(
                                new Line(
                                        target.arm(),
                                        fact.channel(),
                                        target.country(),
                                        fact.price().stripTrailingZeros(),
                                        fact.currency()),
                                _ -> new ArrayList<>())
                        .add(target.ordinal());
            }
        }
        return lines;
    }

    private static long amount(Line line, long messages) {
        return line.price()
                .multiply(BigDecimal.valueOf(messages))
                .movePointRight(DECIMALS.getOrDefault(line.currency(), 2))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static List<Long> split(long amount, List<Long> counts, long all) {
        var parts = new ArrayList<Long>();
        var order = new ArrayList<Integer>();
        for (var i = 0; i < counts.size(); i++) {
            parts.add(amount * counts.get(i) / all);
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> -(amount * counts.get(i) % all)));
        var left = amount - parts.stream().mapToLong(Long::longValue).sum();
        for (var i = 0; i < left; i++) {
            parts.set(order.get(i), parts.get(order.get(i)) + 1);
        }
        return parts;
    }
}
