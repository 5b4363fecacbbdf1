package org.parley.analytics.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.parley.analytics.history.History;
import org.parley.analytics.history.HistoryStores;
import org.parley.analytics.history.Naive;
import org.parley.analytics.history.NaiveCosts;
import org.parley.analytics.history.Target;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.audience.Segments;

/// Both stores with a random history of people enough to compare some of them, what reads them, and
/// the same people one by one.
record EffectWorld(
        long seed,
        History history,
        HistoryStores stores,
        Subgroups subgroups,
        ReachedEffects reached,
        Map<Integer, Map<Integer, Long>> spending) {

    static final int PEOPLE = 1_500;

    private static final Map<Long, EffectWorld> TOLD = new ConcurrentHashMap<>();

    static EffectWorld of(long seed) {
        return TOLD.computeIfAbsent(seed, each -> tell(each, PEOPLE));
    }

    static EffectWorld tell(long seed, int people) {
        var history = History.of(seed, people);
        var stores = HistoryStores.holding(history, seed);
        // after those of the history: 4, 5 and 6
        stores.postgres.execute(
                """
                insert into segment (name, rule) values ('Bought', '{"orders": {"count": {"atLeast": 1}}}'),
                  ('=Never bought', '{"not": {"orders": {"count": {"atLeast": 1}}}}'),
                  ('Clicked', '{"engaged": {"kind": "clicked", "withinDays": 15}}')\
                """);
        var plans = new RunPlans(stores.postgres);
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        var reports = new RunReports(plans, figures, BreakdownWorld.CLOCK);
        return new EffectWorld(
                seed,
                history,
                stores,
                new Subgroups(
                        plans,
                        figures,
                        reports,
                        new Segments(stores.postgres, stores.clickHouse, BreakdownWorld.CLOCK)),
                new ReachedEffects(plans, figures, reports),
                new HashMap<>());
    }

    /// Ordinals of a run.
    Set<Integer> people(int run, Predicate<Target> which) {
        return history.targets.stream()
                .filter(target -> target.run() == run && which.test(target))
                .map(Target::ordinal)
                .collect(Collectors.toSet());
    }

    Naive naive(int run, Set<Integer> people) {
        return new Naive(history, run, people, new NaiveCosts.Spent(Map.of(), Map.of()));
    }

    /// How many of them a figure counts.
    long count(int run, Set<Integer> people, String figure) {
        return naive(run, people).of(figure).getFirst().numerator();
    }

    /// What each of a group spent, in minor units of the one currency of the run, zeros included.
    List<Double> spent(int run, Set<Integer> people) {
        var known = spending.computeIfAbsent(run, _ -> new ConcurrentHashMap<>());
        return people.stream()
                .map(person -> known.computeIfAbsent(person, each -> spent(run, each)))
                .map(Long::doubleValue)
                .toList();
    }

    private long spent(int run, int person) {
        var money = naive(run, Set.of(person)).of("revenuePerAssigned");
        return money.isEmpty() ? 0 : money.getFirst().numerator();
    }
}
