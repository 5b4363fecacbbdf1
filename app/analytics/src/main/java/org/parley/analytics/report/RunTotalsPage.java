package org.parley.analytics.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.KpiDefinition;

/// Runs side by side, the one that was made or imported last first.
///
/// @param simulated whether these are simulated runs, or else live and imported ones
/// @param next the id after which the next page begins; null on the last one
/// @param readVsOpenNote the fixed line under every figure about reading
public record RunTotalsPage(
        boolean simulated,
        List<KpiDefinition> definitions,
        List<RunTotals> items,
        @Nullable String next,
        String readVsOpenNote) {

    public RunTotalsPage {
        definitions = List.copyOf(definitions);
        items = List.copyOf(items);
    }

    /// The same page, with its `next` in another form.
    public RunTotalsPage withNext(String form) {
        return new RunTotalsPage(simulated, definitions, items, form, readVsOpenNote);
    }
}
