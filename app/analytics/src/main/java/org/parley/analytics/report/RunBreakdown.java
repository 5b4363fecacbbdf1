package org.parley.analytics.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.KpiValue;

/// The figures of one run by one dimension. What each figure means stands under its id in the
/// definitions of the run's report.
///
/// @param zone in which hours and days are told; null: the dimension has none
/// @param evaluatedAt when it was looked who is in the segments; null: the dimension has none
/// @param addsUp whether everybody of the run is in exactly one row
/// @param truncated whether there are more values than are told
/// @param readVsOpenNote the fixed line under every figure about reading
public record RunBreakdown(
        int run,
        String dimension,
        @Nullable String zone,
        @Nullable Instant evaluatedAt,
        boolean addsUp,
        boolean truncated,
        List<BreakdownRow> rows,
        String readVsOpenNote) {

    public RunBreakdown {
        rows = List.copyOf(rows);
    }

    RunBreakdown in(String zoneId) {
        return new RunBreakdown(
                run, dimension, zoneId, evaluatedAt, addsUp, truncated, rows, readVsOpenNote);
    }

    RunBreakdown asOf(Instant instant) {
        return new RunBreakdown(
                run, dimension, zone, instant, addsUp, truncated, rows, readVsOpenNote);
    }

    /// @param value as it is stored; empty: those who have none, such as the holdout by channel, or
    ///   who were never sent to by hour
    /// @param label its name for a person; null: the value says it
    /// @param url where a link leads; null: not a link
    /// @param money one a currency, costs split by the largest remainder, so that rows that add up
    ///   do so to the minor unit
    public record BreakdownRow(
            String value,
            @Nullable String label,
            @Nullable String url,
            BreakdownCounts counts,
            List<KpiValue> kpis,
            List<RunReport.Money> money) {

        public BreakdownRow {
            kpis = List.copyOf(kpis);
            money = List.copyOf(money);
        }
    }

    /// People. Null: has no meaning here; a link and a button know only who was shown them, which
    /// is who received the message, and who followed or tapped them.
    public record BreakdownCounts(
            @Nullable Long assigned,
            @Nullable Long sent,
            long delivered,
            @Nullable Long read,
            @Nullable Long clicked,
            @Nullable Long replied,
            @Nullable Long optedOut,
            @Nullable Long ordered) {

        static BreakdownCounts of(Facts facts) {
            return new BreakdownCounts(
                    facts.assigned(),
                    facts.sent(),
                    facts.delivered(),
                    facts.read(),
                    facts.clicked(),
                    facts.replied(),
                    facts.optedOut(),
                    facts.ordered());
        }

        static BreakdownCounts link(long shown, long clicked) {
            return new BreakdownCounts(null, null, shown, null, clicked, null, null, null);
        }

        static BreakdownCounts button(long shown, long tapped) {
            return new BreakdownCounts(null, null, shown, null, null, tapped, null, null);
        }
    }
}
