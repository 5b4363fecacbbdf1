package org.parley.analytics.report;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.report.Overview.ChannelTotals;
import org.parley.analytics.report.Overview.EventLag;
import org.parley.analytics.report.RunReport.ChannelCounts;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;

/// The first page: all live runs by channel, or else all simulated ones, the last of them in full,
/// and how late the figures are.
public final class Overviews {

    private final RunPlans plans;
    private final RunFigures figures;
    private final RunReports reports;
    private final LeftOutRuns leftOut;
    private final Clock clock;

    public Overviews(
            RunPlans plans,
            RunFigures figures,
            RunReports reports,
            LeftOutRuns leftOut,
            Clock clock) {
        this.plans = plans;
        this.figures = figures;
        this.reports = reports;
        this.leftOut = leftOut;
        this.clock = clock;
    }

    /// @param simulated whether simulated runs count, or else live ones; null: live ones as soon as
    ///   there is one
    public Overview overview(@Nullable Boolean simulated) {
        var counted = leftOut.simulated(simulated);
        var backlog = plans.backlog();
        var oldest = backlog.oldest();
        var lag = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        return new Overview(
                counted,
                channels(Set.copyOf(leftOut.all(counted))),
                plans.latest(counted).map(reports::report).orElse(null),
                new EventLag(backlog.events(), Math.max(0, lag.toSeconds())));
    }

    private List<ChannelTotals> channels(Set<Integer> others) {
        var net = new HashMap<String, Map<String, Long>>();
        var cost = new HashMap<String, Map<String, Long>>();
        for (var revenue : figures.revenueByChannel(others)) {
            add(net, revenue.channel(), revenue.currency(), revenue.net());
        }
        for (var line : figures.costLines(others)) {
            add(cost, line.channel(), line.currency(), line.amountMinor());
        }
        for (var up : plans.trueUps(others)) {
            add(cost, up.channel(), up.currency(), up.minor());
        }
        var people = new TreeMap<String, ChannelCounts>();
        figures.peopleByChannel(others).forEach(counts -> people.put(counts.channel(), counts));
        // a bill stays with the channel that sent, where the person counts on another since
        net.keySet().forEach(channel -> people.computeIfAbsent(channel, ChannelCounts::nobody));
        cost.keySet().forEach(channel -> people.computeIfAbsent(channel, ChannelCounts::nobody));
        var totals = new ArrayList<ChannelTotals>();
        for (var counts : people.values()) {
            var earned = net.getOrDefault(counts.channel(), Map.of());
            var spent = cost.getOrDefault(counts.channel(), Map.of());
            var currencies = new TreeSet<>(earned.keySet());
            currencies.addAll(spent.keySet());
            if (currencies.isEmpty()) {
                totals.add(row(counts, 0, 0, null));
            }
            for (var currency : currencies) {
                totals.add(
                        row(
                                counts,
                                earned.getOrDefault(currency, 0L),
                                spent.getOrDefault(currency, 0L),
                                currency));
            }
        }
        return totals;
    }

    private static void add(
            Map<String, Map<String, Long>> sums, String channel, String currency, long amount) {
        sums.computeIfAbsent(channel, _ -> new HashMap<>()).merge(currency, amount, Long::sum);
    }

    private static ChannelTotals row(
            ChannelCounts people, long net, long cost, @Nullable String currency) {
        return new ChannelTotals(
                people.channel(),
                people.sent(),
                people.delivered(),
                people.read(),
                people.clicked(),
                people.replied(),
                people.ordered(),
                net,
                cost,
                currency);
    }
}
