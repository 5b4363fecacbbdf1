package org.parley.analytics.finance;

import java.util.List;

/// What a restatement changed, or would change.
///
/// @param from month and number of the snapshot before
/// @param sha256 of the new snapshot's file in the machine profile: whoever approves a restatement
///   approves this
/// @param lines what the new snapshot has beyond it: quantities and amounts are differences
/// @param reportingTotals in the reporting currency; empty: lines are not converted
public record PeriodChange(
        String from,
        String sha256,
        List<BookedLine> lines,
        List<ControlTotals.Total> totals,
        List<ControlTotals.Total> reportingTotals) {

    static PeriodChange of(String from, String sha256, List<BookedLine> lines) {
        var sums = new ControlTotals.Sum();
        var reportingSums = new ControlTotals.Sum();
        lines.forEach(sums::add);
        lines.forEach(reportingSums::addConverted);
        return new PeriodChange(
                from, sha256, List.copyOf(lines), sums.totals(), reportingSums.totals());
    }
}
