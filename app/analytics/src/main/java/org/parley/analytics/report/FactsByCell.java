package org.parley.analytics.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.BreakdownFigures.CellPeople;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;

/// Everything that is known of the people of a run, cell by cell.
record FactsByCell(BreakdownFigures figures) {

    /// In the order of the values.
    ///
    /// @param parts whether nobody is in two cells, so that what a line costs is to be split
    /// @param anyway values that are told even where nobody has them, last
    /// @param most how many of the others at most
    Map<String, Facts> of(
            PlannedRun plan, Cells cells, boolean parts, Collection<String> anyway, int most) {
        return figures.together(
                plan.summary().id(), plan.window(), () -> asked(plan, cells, parts, anyway, most));
    }

    private Map<String, Facts> asked(
            PlannedRun plan, Cells cells, boolean parts, Collection<String> anyway, int most) {
        var run = plan.summary().id();
        var mail = plan.arms().stream().filter(PlannedArm::email).map(PlannedArm::arm).toList();
        var people = figures.people(run, mail, cells, most);
        anyway.forEach(value -> people.putIfAbsent(value, CellPeople.NOBODY));
        var answers = figures.answers(run, cells);
        var money =
                new MoneyByCell(
                        figures.credited(run, cells),
                        figures.assigned(run, plan.window(), cells),
                        figures.costs(run, cells, parts, plan.trueUps()),
                        plan);
        var facts = new LinkedHashMap<String, Facts>();
        people.forEach((value, counted) ->
                facts.put(
                        value,
                        money.facts(value, counted, answers.getOrDefault(value, Answers.NONE))));
        return facts;
    }
}
