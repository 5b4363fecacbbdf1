package org.parley.analytics.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Campaigns beside each other by every figure of the catalogue. Simulated runs never stand beside
/// live ones. These are other people at other times: what one did better than another is no effect.
public final class RunsSideBySide {

    /// Runs of one file.
    static final int MOST = 500;

    // planning a query takes ClickHouse longer than most of these do
    private static final int AT_ONCE = 4;

    private static final String SENT_TO = "all";
    private static final String HELD_OUT = "";

    private final RunPlans plans;
    private final FactsByCell facts;
    private final LeftOutRuns leftOut;

    public RunsSideBySide(RunPlans plans, RunFigures figures, LeftOutRuns leftOut) {
        this.plans = plans;
        this.facts = new FactsByCell(figures.byCell());
        this.leftOut = leftOut;
    }

    /// Which runs are asked for.
    ///
    /// @param simulated whether simulated ones, or else live and imported ones; null: live ones as
    ///   soon as there is one
    /// @param campaign null: of all campaigns
    /// @param from of the time for which they were planned, inclusive; null: the first
    /// @param until exclusive; null: the last
    public record Asked(
            @Nullable Boolean simulated,
            @Nullable Long campaign,
            @Nullable Instant from,
            @Nullable Instant until) {

        /// @throws ProblemException INVALID_REQUEST for a range that ends before it begins, or that
        ///   no store can hold
        public Asked {
            check("from", from);
            check("until", until);
            if (from != null && until != null && !from.isBefore(until)) {
                throw ProblemException.invalid("until", "The range ends before it begins");
            }
        }

        private static void check(String name, @Nullable Instant time) {
            if (time != null && !ClickHouseTime.holds(time)) {
                throw ProblemException.invalid(name, "A time from 1970 to 2299 is expected");
            }
        }
    }

    /// @param before an id: runs from before that one; null: from the last one on
    /// @param limit at least 1
    public RunTotalsPage page(Asked asked, @Nullable Long before, int limit) {
        var simulated = leftOut.simulated(asked.simulated());
        var shown = Cursor.page(runs(asked, simulated, before, limit + 1), limit, Object::toString);
        return new RunTotalsPage(
                simulated,
                Kpi.definitions(),
                totals(shown.items()),
                shown.next(),
                RunReport.READ_VS_OPEN);
    }

    /// All of them.
    ///
    /// @throws ProblemException CONFLICT where there are more than a file may have
    public List<RunTotals> all(Asked asked) {
        var runs = runs(asked, leftOut.simulated(asked.simulated()), null, MOST + 1);
        if (runs.size() > MOST) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "There are more than %d runs, and a file must be whole; choose a shorter range"
                            .formatted(MOST));
        }
        return totals(runs);
    }

    private List<Integer> runs(Asked asked, boolean simulated, @Nullable Long before, int limit) {
        return plans.withAudience(
                simulated, asked.campaign(), asked.from(), asked.until(), before, limit);
    }

    private List<RunTotals> totals(List<Integer> runs) {
        return runs.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::totals)).toList();
    }

    private RunTotals totals(int run) {
        var plan = plans.get(run);
        var told = sentTo(plan);
        return new RunTotals(
                plan.summary(), BreakdownCounts.of(told), told.values(), RunReports.money(told));
    }

    private Facts sentTo(PlannedRun plan) {
        var arms =
                plan.arms().stream()
                        .collect(
                                Collectors.toMap(
                                        PlannedArm::arm,
                                        arm -> arm.channel() == null ? HELD_OUT : SENT_TO));
        var cells = Cells.arms(plan.summary().id(), arms);
        return Objects.requireNonNull(
                facts.of(plan, cells, true, List.of(SENT_TO), 2).get(SENT_TO));
    }
}
