package org.parley.analytics.report;

import java.util.List;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;

/// The figures of one run, and so of its campaign, which runs once: all arms together but the
/// holdout. What each figure means stands under its id in the definitions.
///
/// @param money one a currency
public record RunTotals(
        RunSummary run, BreakdownCounts counts, List<KpiValue> kpis, List<RunReport.Money> money) {

    public RunTotals {
        kpis = List.copyOf(kpis);
        money = List.copyOf(money);
    }
}
