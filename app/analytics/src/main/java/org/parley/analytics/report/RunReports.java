package org.parley.analytics.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.RunReport.ChannelCounts;
import org.parley.analytics.report.RunReport.Counts;
import org.parley.analytics.report.RunReport.Money;
import org.parley.analytics.report.RunReport.ReasonCount;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunFigures.ArmChannel;
import org.parley.analytics.report.internal.RunFigures.Assigned;
import org.parley.analytics.report.internal.RunFigures.Credited;
import org.parley.analytics.report.internal.RunFigures.People;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunPlans.StateCount;
import org.parley.core.kernel.ProblemException;

/// Reports of single runs. Read anew at each call; every figure is exact.
public final class RunReports {

    private static final int MORE_DIGITS = 2;

    private final RunPlans plans;
    private final RunFigures figures;
    private final Clock clock;

    public RunReports(RunPlans plans, RunFigures figures, Clock clock) {
        this.plans = plans;
        this.figures = figures;
        this.clock = clock;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public RunReport report(int run) {
        var plan = plans.find(run).orElseThrow(() -> ProblemException.notFound("run", run));
        var arms = facts(plan);
        var states = plans.states(run);
        var byChannel = figures.peopleByArmAndChannel(run);
        var comparisons = new Comparisons(arms);
        return new RunReport(
                plan.summary(),
                Kpi.catalogue().stream().map(Kpi::definition).toList(),
                IntStream.range(0, arms.size())
                        .mapToObj(i ->
                                present(
                                        arms.get(i),
                                        channels(plan.arms().get(i), byChannel),
                                        states))
                        .toList(),
                comparisons.all(),
                Increments.of(arms, comparisons.mismatch()),
                arms.stream().anyMatch(Comparisons::measured),
                note(plan, arms, comparisons),
                RunReport.READ_VS_OPEN);
    }

    /// What the figures of a run are computed from.
    List<ArmFacts> facts(PlannedRun plan) {
        var run = plan.summary().id();
        var people = figures.people(run);
        var credited = figures.credited(run);
        var assigned = figures.assigned(run, plan.summary().startedAt(), plan.windowCloses());
        var costs = figures.costLines(run);
        var facts = new ArrayList<ArmFacts>();
        for (var arm : plan.arms()) {
            var counted = people.getOrDefault(arm.arm(), People.NOBODY);
            facts.add(
                    new ArmFacts(
                            arm.arm(),
                            arm.name(),
                            arm.channel(),
                            arm.weight(),
                            counted.assigned(),
                            counted.sent(),
                            counted.delivered(),
                            counted.read(),
                            counted.clicked(),
                            counted.replied(),
                            counted.optedOut(),
                            counted.ordered(),
                            assigned.stream()
                                    .filter(a -> a.arm() == arm.arm() && a.currency().isEmpty())
                                    .mapToLong(Assigned::converters)
                                    .sum(),
                            counted.readRaw(),
                            counted.clickedRaw(),
                            money(plan, arm, credited, assigned, costs)));
        }
        return facts;
    }

    private static List<MoneyFacts> money(
            PlannedRun plan,
            PlannedArm arm,
            List<Credited> credited,
            List<Assigned> assigned,
            List<CostLine> costs) {
        var currencies = new TreeSet<String>();
        credited.stream()
                .filter(c -> c.arm() == arm.arm())
                .forEach(c -> currencies.add(c.currency()));
        assigned.stream()
                .filter(a -> a.arm() == arm.arm() && !a.currency().isEmpty())
                // what was only spent before the run is no money of the run
                .filter(a -> a.converters() > 0 || a.squares().signum() > 0)
                .forEach(a -> currencies.add(a.currency()));
        costs.stream().filter(c -> c.arm() == arm.arm()).forEach(c -> currencies.add(c.currency()));
        var facts = new ArrayList<MoneyFacts>();
        for (var currency : currencies) {
            var earned =
                    credited.stream()
                            .filter(c -> c.arm() == arm.arm() && c.currency().equals(currency))
                            .findAny()
                            .orElse(new Credited(arm.arm(), currency, 0, 0, 0));
            var everybody =
                    assigned.stream()
                            .filter(a -> a.arm() == arm.arm() && a.currency().equals(currency))
                            .findAny()
                            .orElse(
                                    new Assigned(
                                            arm.arm(),
                                            currency,
                                            0,
                                            0,
                                            BigInteger.ZERO,
                                            MoneyFacts.Past.NONE));
            var lines =
                    costs.stream()
                            .filter(c -> c.arm() == arm.arm() && c.currency().equals(currency))
                            .toList();
            facts.add(
                    new MoneyFacts(
                            currency,
                            earned.gross(),
                            earned.refunds(),
                            earned.netOrders(),
                            lines.stream().mapToLong(CostLine::amountMinor).sum(),
                            lines.stream().mapToLong(CostLine::quantity).sum(),
                            everybody.net(),
                            everybody.squares(),
                            everybody.past(),
                            plan.margin(),
                            currencies.size() == 1));
        }
        return facts;
    }

    /// Those of the plan, in its order.
    private static List<ChannelCounts> channels(PlannedArm arm, List<ArmChannel> counted) {
        return arm.channels().stream()
                .map(channel ->
                        counted.stream()
                                .filter(each -> each.arm() == arm.arm())
                                .map(ArmChannel::counts)
                                .filter(counts -> counts.channel().equals(channel.name()))
                                .findAny()
                                .orElse(new ChannelCounts(channel.name(), 0, 0, 0, 0, 0, 0)))
                .toList();
    }

    private static Arm present(
            ArmFacts arm, List<ChannelCounts> channels, List<StateCount> states) {
        var reasons = new TreeMap<String, Long>();
        var byState = new TreeMap<String, Long>();
        for (var count : states) {
            if (count.arm() == arm.arm()) {
                byState.merge(count.state(), count.count(), Long::sum);
                if (count.state().equals("skipped")) {
                    reasons.merge(count.reason(), count.count(), Long::sum);
                }
            }
        }
        return new Arm(
                arm.arm(),
                arm.name(),
                Comparisons.name(arm),
                channels,
                arm.holdout(),
                counts(arm, byState),
                reasons.entrySet().stream()
                        .map(reason -> new ReasonCount(reason.getKey(), reason.getValue()))
                        .toList(),
                Stream.concat(
                                arm.shares().stream(),
                                arm.money().stream().flatMap(money -> money.values(arm).stream()))
                        .toList(),
                arm.money().stream().map(money -> money(arm, money)).toList());
    }

    private static Counts counts(ArmFacts arm, Map<String, Long> states) {
        return new Counts(
                arm.assigned(),
                arm.sent(),
                arm.delivered(),
                arm.read(),
                arm.clicked(),
                arm.replied(),
                arm.optedOut(),
                arm.ordered(),
                states.getOrDefault("failed", 0L),
                states.getOrDefault("skipped", 0L),
                states.getOrDefault("unknown", 0L));
    }

    private static Money money(ArmFacts arm, MoneyFacts money) {
        return new Money(
                money.currency(),
                money.gross(),
                money.refunds(),
                money.net(),
                money.cost(),
                money.profit().orElse(null),
                money.roi().orElse(null),
                money.revenueRoi().orElse(null),
                arm.assigned() == 0
                        ? null
                        : MinorUnit.toMajor(money.assignedNet(), money.currency())
                                .divide(
                                        BigDecimal.valueOf(arm.assigned()),
                                        MinorUnit.exponent(money.currency()) + MORE_DIGITS,
                                        RoundingMode.HALF_UP));
    }

    private @Nullable String note(PlannedRun plan, List<ArmFacts> arms, Comparisons comparisons) {
        var notes = new ArrayList<String>();
        if (arms.stream().noneMatch(Comparisons::measured)) {
            notes.add(
                    "Email: reference only, not measured. No email arm of this audience was sent, so"
                            + " nothing is claimed against email.");
        }
        if (comparisons.mismatch()) {
            notes.add("The audience did not split as planned: comparisons are hidden.");
        }
        if (clock.instant().isBefore(plan.windowCloses())) {
            notes.add(
                    "Preliminary: orders count until %s."
                            .formatted(plan.windowCloses().atOffset(ZoneOffset.UTC).toLocalDate()));
        }
        if (arms.stream().anyMatch(arm -> arm.money().size() > 1)) {
            notes.add(
                    "Money is in several currencies: no return is computed; the export converts to"
                            + " one.");
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }
}
