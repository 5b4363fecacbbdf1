package org.parley.analytics.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RunOrigin;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.report.Comparisons.Question;
import org.parley.analytics.report.RunSubgroups.SubgroupComparison;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.BreakdownFigures.CellPeople;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.audience.Segments;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Asks the questions of a run's report within each value of a dimension that was known before
/// anything was sent, and corrects for having asked so often. Of the moment of the call.
public final class Subgroups {

    private final RunPlans plans;
    private final BreakdownFigures figures;
    private final RunReports reports;
    private final Segments segments;

    public Subgroups(RunPlans plans, RunFigures figures, RunReports reports, Segments segments) {
        this.plans = plans;
        this.figures = figures.byCell();
        this.reports = reports;
        this.segments = segments;
    }

    /// People in parts.
    ///
    /// @param labels of values that are told even where nobody has them
    /// @param knownAt null: with the assignment
    private record Parts(Cells cells, Map<String, String> labels, @Nullable Instant knownAt) {

        static Parts frozen(Cells cells) {
            return new Parts(cells, Map.of(), null);
        }
    }

    /// @param dimension country, language or segment
    /// @param segmentIds 1 to 20 for segments; not looked at otherwise
    /// @throws ProblemException NOT_FOUND where there is no such run or segment, INVALID_REQUEST
    ///   where the dimension is none, or follows from what happened after the assignment, as a
    ///   segment may too, or where no segment or too many are named; CONFLICT where there are more
    ///   values than can be told
    public RunSubgroups of(int run, String dimension, List<Long> segmentIds) {
        var by = Dimension.of(dimension);
        var plan = plans.get(run);
        var parts =
                switch (by) {
                    case COUNTRY, LANGUAGE -> Parts.frozen(Cells.audience(run, by.word()));
                    case SEGMENT -> segments(plan, segmentIds.stream().distinct().toList());
                    case ARM, VARIANT ->
                            throw refused("Arms and their wordings are what is compared");
                    case CHANNEL ->
                            throw refused(
                                    "The channel comes with the arm, and after a fall-back from what"
                                            + " happened: on a chat channel nobody is in the email arm"
                                            + " or in the holdout to compare with");
                    case HOUR, DAY, WEEKDAY ->
                            throw refused(
                                    "When people were sent to follows from what happened after the"
                                            + " assignment, and the holdout was never sent to");
                    case LINK, BUTTON ->
                            throw refused(
                                    "Who was shown a link or a button follows from the arm, and who"
                                            + " took it up from what happened after the assignment");
                };
        return figures.together(run, plan.window(), () -> compared(plan, by, parts));
    }

    private RunSubgroups compared(PlannedRun plan, Dimension by, Parts parts) {
        var whole = new Comparisons(reports.facts(plan));
        if (whole.mismatch()) {
            return told(plan, by, parts, false, List.of(), List.of(), Comparisons.HIDDEN);
        }
        var questions = whole.asked();
        var answers = SubgroupAnswers.of(questions, within(plan, parts), parts.labels());
        return told(plan, by, parts, true, whole.all(), answers, note(questions, family(answers)));
    }

    private static ProblemException refused(String why) {
        return ProblemException.invalid(
                "dimension",
                why + "; compare within country, language, or segments of orders and answers");
    }

    private Parts segments(PlannedRun plan, List<Long> ids) {
        var names = Breakdowns.segmentNames(segments, ids);
        var starts = plan.summary().startedAt();
        return new Parts(
                Cells.segmentsBefore(plan.summary().id(), segments, ids, starts), names, starts);
    }

    /// The arms of each value, all of them in each, in the order of the values.
    private Map<String, List<ArmFacts>> within(PlannedRun plan, Parts parts) {
        var run = plan.summary().id();
        var cells = parts.cells().byArm(run);
        var most = Breakdowns.MOST_VALUES * plan.arms().size();
        var mail = plan.arms().stream().filter(PlannedArm::email).map(PlannedArm::arm).toList();
        var people = figures.people(run, mail, cells, most + 1);
        if (people.size() > most) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "There are more than %d values, and a correction for part of the questions would claim too much"
                            .formatted(Breakdowns.MOST_VALUES));
        }
        var money =
                new MoneyByCell(
                        List.of(), figures.assigned(run, plan.window(), cells), List.of(), plan);
        var values = new LinkedHashMap<String, List<ArmFacts>>();
        parts.labels().keySet().forEach(value -> values.put(value, List.of()));
        people.keySet()
                .forEach(cell -> values.put(cell.substring(0, cell.lastIndexOf(' ')), List.of()));
        values.replaceAll((value, _) ->
                plan.arms().stream().map(arm -> facts(value, arm, people, money)).toList());
        return values;
    }

    private static ArmFacts facts(
            String value, PlannedArm arm, Map<String, CellPeople> people, MoneyByCell money) {
        var cell = value + " " + arm.arm();
        return new ArmFacts(
                arm.arm(),
                arm.name(),
                arm.channel(),
                arm.weight(),
                money.facts(cell, people.getOrDefault(cell, CellPeople.NOBODY), Answers.NONE));
    }

    private static String note(List<Question> questions, int family) {
        if (questions.isEmpty()) {
            return "Nothing to compare: neither an email arm nor a holdout stands beside the others.";
        }
        if (family == 0) {
            return "Nothing to compare: no value has people enough in both arms. The result of this run is the comparison over everybody.";
        }
        return "Exploratory: the result of this run is the comparison over everybody. %s corrected together (Benjamini and Hochberg, q = 0.05), so of what is called a difference one in twenty is expected to be chance; each interval is that of its comparison alone. A difference here is a reason for another run, not a result."
                .formatted(family == 1 ? "One comparison was" : family + " comparisons were");
    }

    private static int family(List<SubgroupComparison> answers) {
        return (int) answers.stream().filter(answer -> answer.pValue() != null).count();
    }

    private static RunSubgroups told(
            PlannedRun plan,
            Dimension by,
            Parts parts,
            boolean shown,
            List<RunReport.Comparison> whole,
            List<SubgroupComparison> answers,
            String note) {
        return new RunSubgroups(
                plan.summary().id(),
                RunOrigin.of(plan.summary().sandbox(), plan.summary().source() != null).word(),
                by.word(),
                shown,
                parts.knownAt(),
                SubgroupAnswers.FEWEST,
                family(answers),
                whole,
                answers,
                note);
    }
}
