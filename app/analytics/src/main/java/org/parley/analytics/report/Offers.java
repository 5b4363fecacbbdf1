package org.parley.analytics.report;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.OfferKpi;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunFigures.Followed;
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
    List<BreakdownRow> links(int run) {
        record Shown(int index, String label, String target) {}
        var arms = new LinkedHashMap<Shown, Set<Integer>>();
        for (var link : wordings.links(run)) {
            arms.computeIfAbsent(
                            new Shown(link.index(), link.label(), link.target()),
                            _ -> new LinkedHashSet<>())
                    .add(link.arm());
        }
        var people = figures.people(run);
        var followed = figures.followed(run);
        var rows = new ArrayList<BreakdownRow>();
        arms.forEach((link, where) -> {
            var shown = delivered(people, where);
            var here =
                    followed.stream()
                            .filter(each -> each.link() == link.index())
                            .filter(each -> where.contains(each.arm()))
                            .toList();
            var clicked = here.stream().mapToLong(Followed::clicked).sum();
            var clickedRaw = here.stream().mapToLong(Followed::clickedRaw).sum();
            rows.add(
                    new BreakdownRow(
                            Integer.toString(link.index()),
                            link.label(),
                            link.target(),
                            BreakdownCounts.link(shown, clicked),
                            List.of(
                                    OfferKpi.LINK_RATE.value(clicked, shown),
                                    OfferKpi.LINK_RATE_RAW.value(clickedRaw, shown)),
                            List.of()));
        });
        return rows;
    }

    /// Those of the wordings in their order, with the taps of people who were offered them; then
    /// what was tapped although no wording has it any more, the most tapped first.
    ///
    /// @param most how many of the latter
    Buttons buttons(PlannedRun plan, int most) {
        var run = plan.summary().id();
        var offered = new LinkedHashMap<String, Button>();
        for (var wording : wordings(plan)) {
            for (var choice : messages.variant(wording.variant()).content().choices()) {
                offered.computeIfAbsent(choice.payload(), _ -> new Button(choice.text()))
                        .arms
                        .add(wording.arm());
            }
        }
        for (var tap : wordings.tapped(run, offered.keySet())) {
            var button = offered.get(tap.payload());
            if (button != null && button.arms.contains(tap.arm())) {
                button.tapped += tap.people();
            }
        }
        var gone = new LinkedHashMap<String, Button>();
        for (var tap : wordings.tappedBeside(run, offered.keySet())) {
            var button = gone.computeIfAbsent(tap.payload(), _ -> new Button(null));
            button.arms.add(tap.arm());
            button.tapped += tap.people();
        }
        var people = figures.people(run);
        var rows =
                Stream.concat(
                                offered.entrySet().stream(),
                                gone.entrySet().stream()
                                        .sorted(comparingLong(each -> -each.getValue().tapped))
                                        .limit(most))
                        .map(each -> each.getValue().row(each.getKey(), people))
                        .toList();
        return new Buttons(rows, gone.size() > most);
    }

    /// @param truncated whether there are more that no wording has
    record Buttons(List<BreakdownRow> rows, boolean truncated) {}

    private static final class Button {

        private final @Nullable String label;
        private final Set<Integer> arms = new LinkedHashSet<>();
        private long tapped;

        Button(@Nullable String label) {
            this.label = label;
        }

        BreakdownRow row(String payload, Map<Integer, People> people) {
            var shown = delivered(people, arms);
            return new BreakdownRow(
                    payload,
                    label,
                    null,
                    BreakdownCounts.button(shown, tapped),
                    List.of(OfferKpi.BUTTON_RATE.value(tapped, shown)),
                    List.of());
        }
    }

    private static long delivered(Map<Integer, People> people, Set<Integer> arms) {
        return arms.stream()
                .mapToLong(arm -> people.getOrDefault(arm, People.NOBODY).delivered())
                .sum();
    }
}
