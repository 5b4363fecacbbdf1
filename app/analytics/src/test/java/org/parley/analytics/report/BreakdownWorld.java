package org.parley.analytics.report;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.parley.analytics.history.History;
import org.parley.analytics.history.HistoryStores;
import org.parley.analytics.history.Target;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.core.audience.Segments;
import org.parley.core.content.Messages;

/// Both stores with a random history, and what reads them.
record BreakdownWorld(
        long seed,
        History history,
        RunReports reports,
        Breakdowns breakdowns,
        RunsSideBySide runs,
        Map<Integer, RunReport> known) {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final int PEOPLE = 240;

    private static final Map<Long, BreakdownWorld> TOLD = new ConcurrentHashMap<>();

    /// Two, or as many as `-Dparley.proof.histories=20` says.
    static LongStream seeds() {
        return LongStream.concat(LongStream.of(1, 4711), LongStream.iterate(20_261_122, s -> s + 1))
                .limit(Integer.getInteger("parley.proof.histories", 2));
    }

    static BreakdownWorld of(long seed) {
        return TOLD.computeIfAbsent(seed, BreakdownWorld::tell);
    }

    private static BreakdownWorld tell(long seed) {
        var history = History.of(seed, PEOPLE);
        return over(seed, history, HistoryStores.holding(history, seed));
    }

    static BreakdownWorld over(long seed, History history, HistoryStores stores) {
        var plans = new RunPlans(stores.postgres);
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        return new BreakdownWorld(
                seed,
                history,
                new RunReports(plans, figures, CLOCK),
                Breakdowns.over(
                        plans,
                        figures,
                        new RunWordings(stores.postgres, stores.kept),
                        new Messages(stores.postgres, CLOCK),
                        new Segments(stores.postgres, stores.clickHouse, CLOCK),
                        CLOCK,
                        ZoneId.of("Europe/Sofia")),
                new RunsSideBySide(plans, figures, new LeftOutRuns(stores.postgres)),
                new HashMap<>());
    }

    List<Target> targets(int run) {
        return history.targets.stream().filter(target -> target.run() == run).toList();
    }

    /// Everybody of a run by what somebody says of each.
    Map<String, Set<Integer>> groups(int run, Function<Target, String> value) {
        return targets(run).stream()
                .collect(
                        Collectors.groupingBy(
                                value,
                                TreeMap::new,
                                Collectors.mapping(Target::ordinal, Collectors.toSet())));
    }

    RunBreakdown by(int run, String dimension) {
        return breakdowns.breakdown(run, dimension, null, List.of());
    }

    RunReport report(int run) {
        return known.computeIfAbsent(run, reports::report);
    }

    Set<Integer> ordinals(int run, Predicate<Target> which) {
        return targets(run).stream().filter(which).map(Target::ordinal).collect(Collectors.toSet());
    }
}
