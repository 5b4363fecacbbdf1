package org.parley.analytics.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.kpi.ShareKpi;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;
import org.parley.analytics.report.internal.BreakdownFigures.Followed;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunFigures.People;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.analytics.report.internal.RunWordings.Wording;
import org.parley.core.content.Messages;

/// Links and answers of a run, with those who were shown them and those who took them up. Wordings
/// may share one or each have its own; people are in one arm, so arms add up.
final class Offers {

    private final RunWordings wordings;
    private final RunFigures figures;
    private final Messages messages;

    Offers(RunWordings wordings, RunFigures figures, Messages messages) {
        this.wordings = wordings;
        this.figures = figures;
        this.messages = messages;
    }

    List<Wording> wordings(PlannedRun plan) {
        return wordings.wordings(plan.summary().campaignId());
    }

    /// In the order of their positions.
    List<BreakdownRow> links(int run, List<Followed> followed) {
        record Shown(int index, String label, String target) {}
        var arms = new LinkedHashMap<Shown, Set<Integer>>();
        for (var link : wordings.links(run)) {
            arms.computeIfAbsent(
                            new Shown(link.index(), link.label(), link.target()),
                            _ -> new LinkedHashSet<>())
                    .add(link.arm());
        }
        var people = figures.people(run);
        var rows = new ArrayList<BreakdownRow>();
        arms.forEach((link, where) -> {
            var shown = delivered(people, where);
            var here =
                    followed.stream()
                            .filter(each -> each.link() == link.index())
                            .filter(each -> where.contains(each.arm()))
                            .toList();
            var clicked = here.stream().mapToLong(Followed::clicked).sum();
            rows.add(
                    new BreakdownRow(
                            Integer.toString(link.index()),
                            link.label(),
                            link.target(),
                            BreakdownCounts.link(shown, clicked),
                            List.of(
                                    share(ShareKpi.CLICK_RATE, clicked, shown),
                                    share(
                                            ShareKpi.CLICK_RATE_RAW,
                                            here.stream().mapToLong(Followed::clickedRaw).sum(),
                                            shown)),
                            List.of()));
        });
        return rows;
    }

    /// Those of the wordings in their order, then what was tapped although no wording has it any
    /// more.
    List<BreakdownRow> buttons(PlannedRun plan, int most) {
        var run = plan.summary().id();
        var arms = new LinkedHashMap<String, Set<Integer>>();
        var labels = new LinkedHashMap<String, String>();
        for (var wording : wordings(plan)) {
            for (var choice : messages.variant(wording.variant()).content().choices()) {
                arms.computeIfAbsent(choice.payload(), _ -> new LinkedHashSet<>())
                        .add(wording.arm());
                labels.putIfAbsent(choice.payload(), choice.text());
            }
        }
        var tapped = new LinkedHashMap<String, Long>();
        for (var tap : wordings.tapped(run, most)) {
            arms.computeIfAbsent(tap.payload(), _ -> new LinkedHashSet<>()).add(tap.arm());
            tapped.merge(tap.payload(), tap.people(), Long::sum);
        }
        var people = figures.people(run);
        return arms.entrySet().stream()
                .map(button ->
                        button(
                                button.getKey(),
                                labels.get(button.getKey()),
                                delivered(people, button.getValue()),
                                tapped.getOrDefault(button.getKey(), 0L)))
                .toList();
    }

    private static BreakdownRow button(
            String payload, @Nullable String label, long shown, long tapped) {
        return new BreakdownRow(
                payload,
                label,
                null,
                BreakdownCounts.button(shown, tapped),
                List.of(share(ShareKpi.REPLY_RATE, tapped, shown)),
                List.of());
    }

    private static KpiValue share(ShareKpi kpi, long numerator, long denominator) {
        return KpiValue.share(kpi.definition().id(), numerator, denominator);
    }

    private static long delivered(Map<Integer, People> people, Set<Integer> arms) {
        return arms.stream()
                .mapToLong(arm -> people.getOrDefault(arm, People.NOBODY).delivered())
                .sum();
    }
}
