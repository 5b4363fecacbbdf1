package org.parley.analytics.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.finance.TrueUp;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.RunReport.ChannelCounts;
import org.parley.analytics.report.RunReport.Counts;
import org.parley.analytics.report.RunReport.Money;
import org.parley.analytics.report.RunReport.ReasonCount;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.BreakdownFigures.CellPeople;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.CostShare;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunFigures.ArmChannel;
import org.parley.analytics.report.internal.RunFigures.People;
import org.parley.analytics.report.internal.RunFigures.Shortfall;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ProblemException;

/// Reports of single runs. Every figure is exact, and of the moment of the call.
public final class RunReports {

    private static final int MORE_DIGITS = 2;

    private final RunPlans plans;
    private final RunFigures figures;
    private final BreakdownFigures parts;
    private final Clock clock;

    public RunReports(RunPlans plans, RunFigures figures, Clock clock) {
        this.plans = plans;
        this.figures = figures;
        this.parts = figures.byCell();
        this.clock = clock;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public RunReport report(int run) {
        var plan = plans.get(run);
        return figures.together(run, plan.window(), () -> report(plan));
    }

    private RunReport report(PlannedRun plan) {
        var run = plan.summary().id();
        var arms = facts(plan);
        var shortfalls = figures.shortfalls(run);
        var byChannel = figures.peopleByArmAndChannel(run);
        var comparisons = new Comparisons(arms);
        var emailMeasured = arms.stream().anyMatch(Comparisons::measured);
        return new RunReport(
                plan.summary(),
                Kpi.definitions(),
                IntStream.range(0, arms.size())
                        .mapToObj(i ->
                                present(
                                        arms.get(i),
                                        channels(plan.arms().get(i), byChannel),
                                        shortfalls))
                        .toList(),
                comparisons.all(),
                Increments.of(arms, comparisons.mismatch(), plan.summary().source() != null),
                emailMeasured,
                emailMeasured ? List.of() : ReferenceLine.published(),
                RunCost.of(
                        arms.stream()
                                .flatMap(arm -> arm.money().stream())
                                .mapToLong(MoneyFacts::billed)
                                .sum(),
                        plan.trueUps()),
                note(plan, arms, emailMeasured, comparisons.mismatch()),
                RunReport.READ_VS_OPEN);
    }

    /// What the figures of a run are computed from.
    List<ArmFacts> facts(PlannedRun plan) {
        var run = plan.summary().id();
        var people = figures.people(run);
        var arms = Cells.arms(run);
        var answers = parts.answers(run, arms);
        var money =
                new MoneyByCell(
                        figures.credited(run),
                        parts.assigned(run, plan.window(), arms),
                        Stream.concat(
                                        figures.costLines(run).stream().map(RunReports::costShare),
                                        plan.trueUps().stream().map(RunReports::costShare))
                                .toList(),
                        plan);
        var facts = new ArrayList<ArmFacts>();
        for (var arm : plan.arms()) {
            var cell = Integer.toString(arm.arm());
            var counted = people.getOrDefault(arm.arm(), People.NOBODY);
            var mail =
                    arm.email()
                            ? new Facts.Mail(counted.delivered(), counted.read(), counted.readRaw())
                            : Facts.Mail.NONE;
            facts.add(
                    new ArmFacts(
                            arm.arm(),
                            arm.name(),
                            arm.channel(),
                            arm.weight(),
                            money.facts(
                                    cell,
                                    new CellPeople(counted, mail),
                                    answers.getOrDefault(cell, Answers.NONE))));
        }
        return facts;
    }

    private static CostShare costShare(CostLine line) {
        return new CostShare(
                Integer.toString(line.arm()), line.currency(), line.amountMinor(), line.quantity());
    }

    private static CostShare costShare(TrueUp up) {
        return new CostShare(Integer.toString(up.arm()), up.currency(), up.minor(), 0);
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
            ArmFacts arm, List<ChannelCounts> channels, List<Shortfall> shortfalls) {
        var reasons = new TreeMap<String, Long>();
        var byState = new TreeMap<String, Long>();
        for (var shortfall : shortfalls) {
            if (shortfall.arm() == arm.arm()) {
                byState.merge(shortfall.state(), shortfall.people(), Long::sum);
                if (shortfall.state().equals("skipped")) {
                    reasons.merge(shortfall.reason(), shortfall.people(), Long::sum);
                }
            }
        }
        return new Arm(
                arm.arm(),
                arm.name(),
                Comparisons.name(arm),
                channels,
                arm.holdout(),
                counts(arm.facts(), byState),
                reasons.entrySet().stream()
                        .map(reason -> new ReasonCount(reason.getKey(), reason.getValue()))
                        .toList(),
                arm.facts().values(),
                money(arm.facts()));
    }

    private static Counts counts(Facts facts, Map<String, Long> states) {
        return new Counts(
                facts.assigned(),
                facts.sent(),
                facts.delivered(),
                facts.read(),
                facts.clicked(),
                facts.replied(),
                facts.optedOut(),
                facts.ordered(),
                states.getOrDefault("failed", 0L),
                states.getOrDefault("skipped", 0L),
                states.getOrDefault("unknown", 0L));
    }

    static List<Money> money(Facts facts) {
        return facts.money().stream().map(money -> money(facts, money)).toList();
    }

    private static Money money(Facts facts, MoneyFacts money) {
        return new Money(
                money.currency(),
                money.gross(),
                money.refunds(),
                money.net(),
                money.cost(),
                money.profit().orElse(null),
                money.roi().orElse(null),
                money.revenueRoi().orElse(null),
                facts.assigned() == 0
                        ? null
                        : MinorUnit.toMajor(money.assignedNet(), money.currency())
                                .divide(
                                        BigDecimal.valueOf(facts.assigned()),
                                        MinorUnit.exponent(money.currency()) + MORE_DIGITS,
                                        RoundingMode.HALF_UP));
    }

    /// Something was sent, and nothing is known of what it cost.
    static boolean unbilled(ArmFacts arm) {
        return arm.facts().sent() > 0
                && arm.money().stream().noneMatch(money -> money.billed() > 0);
    }

    private @Nullable String note(
            PlannedRun plan, List<ArmFacts> arms, boolean emailMeasured, boolean mismatch) {
        var notes = new ArrayList<String>();
        var source = plan.summary().source();
        if (source != null) {
            notes.add("Sent by %s: results as that tool counted them.".formatted(source));
            if (arms.stream().anyMatch(RunReports::unbilled)) {
                notes.add("What the messages cost is not known of every arm: they were not free.");
            }
        }
        if (!emailMeasured) {
            notes.add(
                    "Email: reference only, not measured. No email arm of this audience was sent,"
                            + " so nothing is claimed against email.");
        }
        if (mismatch) {
            notes.add(Comparisons.HIDDEN);
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
