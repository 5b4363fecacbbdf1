package org.parley.analytics.finance;

import java.util.List;

/// What a restatement changed, or would change.
///
/// @param from month and number of the snapshot before
/// @param lines what the new snapshot has beyond it: quantities and amounts are differences
public record PeriodChange(String from, List<BookedLine> lines, List<ControlTotals.Total> totals) {

    static PeriodChange of(String from, List<BookedLine> lines) {
        var sums = new ControlTotals.Sum();
        lines.forEach(sums::add);
        return new PeriodChange(from, List.copyOf(lines), sums.totals());
    }
}
