package org.parley.analytics.question;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.question.ChannelOverlap.ChannelCombination;
import org.parley.analytics.question.ChannelOverlap.ChannelSets;
import org.parley.analytics.question.CohortReport.CohortLine;
import org.parley.analytics.question.CohortReport.CohortMonth;
import org.parley.analytics.question.FatigueReport.FatigueLine;
import org.parley.analytics.question.HeatMap.HeatCell;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.CompanyAnswers.CohortFigure;
import org.parley.analytics.question.internal.CompanyAnswers.Combination;
import org.parley.analytics.question.internal.CompanyAnswers.Hour;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.ProblemException;

/// Questions over all runs: of simulated ones or of live ones, never of both; where nobody says, of
/// live ones as soon as there is one. Ranges that are left out reach from thirteen months ago until
/// now.
public final class CompanyQuestions {

    private static final String MARKETING = "marketing";
    private static final int MOST_DAYS = 365;
    private static final int LAST_NUMBER = 10;

    private final RunPlans plans;
    private final CompanyAnswers answers;
    private final LeftOutRuns leftOut;
    private final Clock clock;

    CompanyQuestions(RunPlans plans, CompanyAnswers answers, LeftOutRuns leftOut, Clock clock) {
        this.plans = plans;
        this.answers = answers;
        this.leftOut = leftOut;
        this.clock = clock;
    }

    /// @param zone of the months; null: UTC
    /// @param from inclusive, of first messages
    /// @param until exclusive
    public CohortReport cohorts(
            CohortBy by,
            @Nullable String zone,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Boolean simulated) {
        var counted = leftOut.simulated(simulated);
        var months = ReportZone.of(zone, answers::hasZone);
        var asked = QuestionRange.of(from, until, clock);
        // a first cohort of some days only would look like a bad one
        var range = from == null ? asked.fromItsMonth(ZoneId.of(months.id())) : asked;
        var byCohort =
                answers
                        .cohorts(
                                months.id(),
                                by == CohortBy.MONTH,
                                leftOut.all(counted),
                                range.from(),
                                range.until())
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        CohortFigure::cohort, TreeMap::new, Collectors.toList()));
        return new CohortReport(
                by,
                counted,
                months.id(),
                range.from(),
                range.until(),
                byCohort.entrySet().stream()
                        .map(cohort -> line(label(by, cohort.getKey()), cohort.getValue()))
                        .toList());
    }

    private static String label(CohortBy by, String cohort) {
        return switch (by) {
            case MONTH -> cohort.substring(0, 4) + "-" + cohort.substring(4);
            case CHANNEL -> cohort;
        };
    }

    private static CohortLine line(String cohort, List<CohortFigure> figures) {
        Map<Integer, List<CohortFigure>> byMonth =
                figures.stream()
                        .filter(figure -> !figure.fact().equals("people"))
                        .collect(
                                Collectors.groupingBy(
                                        CohortFigure::month, TreeMap::new, Collectors.toList()));
        return new CohortLine(
                cohort,
                sum(figures, "people"),
                byMonth.entrySet().stream()
                        .map(month -> month(month.getKey(), month.getValue()))
                        .toList());
    }

    private static CohortMonth month(int month, List<CohortFigure> figures) {
        return new CohortMonth(
                month,
                sum(figures, "written"),
                sum(figures, "engaged"),
                sum(figures, "ordered"),
                sum(figures, "opted_out"),
                figures.stream()
                        .filter(figure -> figure.fact().equals("net"))
                        .map(figure -> new NetRevenue(figure.currency(), figure.figure()))
                        .sorted((one, other) -> one.currency().compareTo(other.currency()))
                        .toList());
    }

    private static long sum(List<CohortFigure> figures, String fact) {
        return figures.stream()
                .filter(figure -> figure.fact().equals(fact))
                .mapToLong(CohortFigure::figure)
                .sum();
    }

    /// @param days 1 to 365
    /// @param from inclusive, of deliveries
    /// @param until exclusive
    public FatigueReport fatigue(
            int days,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Boolean simulated) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("days", "Days from 1 to " + MOST_DAYS + " are expected");
        }
        var range = QuestionRange.of(from, until, clock);
        var counted = leftOut.simulated(simulated);
        var others =
                leftOut.orService(
                        counted, range.from().minus(Duration.ofDays(days)), range.until());
        return new FatigueReport(
                days,
                counted,
                range.from(),
                range.until(),
                FatigueReport.NOTE,
                answers.fatigue(others, days, range.from(), range.until()).stream()
                        .map(line ->
                                new FatigueLine(
                                        line.number(),
                                        line.number() == LAST_NUMBER,
                                        line.messages(),
                                        line.people(),
                                        EstimatedShare.of(line.clicked(), line.messages()),
                                        EstimatedShare.of(line.replied(), line.messages()),
                                        EstimatedShare.of(line.optedOut(), line.messages())))
                        .toList());
    }

    /// @param run null: all runs, in the range; else the whole run unless a range is given, be it
    ///   simulated or not
    public HeatMap heatMap(
            @Nullable String zone,
            @Nullable Integer run,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Boolean simulated) {
        var clocks = ReportZone.of(zone, answers::hasZone);
        if (run != null) {
            var plan = plans.get(run);
            var range = from == null && until == null ? null : QuestionRange.of(from, until, clock);
            return new HeatMap(
                    clocks.id(),
                    run,
                    plan.summary().sandbox(),
                    range == null ? null : range.from(),
                    range == null ? null : range.until(),
                    cells(
                            answers.heatMap(
                                    clocks.id(),
                                    run,
                                    List.of(),
                                    range == null ? ClickHouseTime.EARLIEST : range.from(),
                                    range == null ? ClickHouseTime.LATEST : range.until())));
        }
        var range = QuestionRange.of(from, until, clock);
        var counted = leftOut.simulated(simulated);
        return new HeatMap(
                clocks.id(),
                null,
                counted,
                range.from(),
                range.until(),
                cells(
                        answers.heatMap(
                                clocks.id(),
                                null,
                                leftOut.of(counted, range.from(), range.until()),
                                range.from(),
                                range.until())));
    }

    private static List<HeatCell> cells(List<Hour> hours) {
        return hours.stream()
                .map(hour ->
                        new HeatCell(
                                hour.weekday(),
                                hour.hour(),
                                hour.delivered(),
                                EstimatedShare.of(hour.clicked(), hour.delivered()),
                                EstimatedShare.of(hour.replied(), hour.delivered()),
                                EstimatedShare.of(hour.ordered(), hour.delivered())))
                .toList();
    }

    /// @param from inclusive, of answers
    /// @param until exclusive
    public ChannelOverlap overlap(
            @Nullable Instant from, @Nullable Instant until, @Nullable Boolean simulated) {
        var range = QuestionRange.of(from, until, clock);
        var counted = leftOut.simulated(simulated);
        return new ChannelOverlap(
                counted,
                range.from(),
                range.until(),
                sets(answers.reachable(MARKETING)),
                sets(
                        answers.answered(
                                leftOut.of(counted, range.from(), range.until()),
                                range.from(),
                                range.until())));
    }

    private static ChannelSets sets(List<Combination> rows) {
        if (rows.isEmpty()) {
            return new ChannelSets(0, List.of(), 0, 0);
        }
        var all = rows.getFirst();
        var shown = rows.stream().mapToLong(Combination::people).sum();
        return new ChannelSets(
                all.allPeople(),
                rows.stream()
                        .map(row ->
                                new ChannelCombination(
                                        row.channels().isEmpty()
                                                ? List.of()
                                                : List.of(row.channels().split(",")),
                                        row.people()))
                        .toList(),
                all.combinations() - rows.size(),
                all.allPeople() - shown);
    }
}
