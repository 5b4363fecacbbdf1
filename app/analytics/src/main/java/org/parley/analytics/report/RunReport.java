package org.parley.analytics.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.KpiDefinition;
import org.parley.analytics.kpi.KpiValue;

/// Everything that is known about one run.
///
/// @param incremental empty: nobody was held out, or the audience did not split as planned
/// @param emailMeasured an email arm of the same audience was sent; otherwise no comparison with
///   email is made
/// @param referenceLines what is published about email elsewhere; none where email was measured
/// @param cost what its costs rest on
/// @param note what the reader must know before the figures; null: nothing
/// @param readVsOpenNote the fixed line under every figure about reading
public record RunReport(
        RunSummary run,
        List<KpiDefinition> definitions,
        List<Arm> arms,
        List<Comparison> comparisons,
        List<Incremental> incremental,
        boolean emailMeasured,
        List<ReferenceLine> referenceLines,
        RunCost cost,
        @Nullable String note,
        String readVsOpenNote) {

    /// The same words wherever reading is shown.
    public static final String READ_VS_OPEN =
            "Chat read and email open are measured differently; compare clicks, replies, orders and"
                    + " revenue per assigned person.";

    public RunReport {
        definitions = List.copyOf(definitions);
        arms = List.copyOf(arms);
        comparisons = List.copyOf(comparisons);
        incremental = List.copyOf(incremental);
        referenceLines = List.copyOf(referenceLines);
    }

    /// @param channel the first that is tried; null: the holdout
    /// @param channels in the order in which they are tried, each with the people who count there;
    ///   none: the holdout
    public record Arm(
            int arm,
            String name,
            @Nullable String channel,
            List<ChannelCounts> channels,
            boolean holdout,
            Counts counts,
            List<ReasonCount> skippedByReason,
            List<KpiValue> kpis,
            List<Money> money) {

        public Arm {
            channels = List.copyOf(channels);
            skippedByReason = List.copyOf(skippedByReason);
            kpis = List.copyOf(kpis);
            money = List.copyOf(money);
        }
    }

    /// People by the channel on which they count: the one that delivered, or the last that was
    /// tried. From events.
    public record ChannelCounts(
            String channel,
            long sent,
            long delivered,
            long read,
            long clicked,
            long replied,
            long ordered) {

        static ChannelCounts nobody(String channel) {
            return new ChannelCounts(channel, 0, 0, 0, 0, 0, 0);
        }

        /// Those of other people on the same channel with them.
        public ChannelCounts plus(ChannelCounts other) {
            return new ChannelCounts(
                    channel,
                    sent + other.sent,
                    delivered + other.delivered,
                    read + other.read,
                    clicked + other.clicked,
                    replied + other.replied,
                    ordered + other.ordered);
        }
    }

    /// People. The first eight from events, failed to unknown from the ledger as it stands.
    public record Counts(
            long assigned,
            long sent,
            long delivered,
            long read,
            long clicked,
            long replied,
            long optedOut,
            long ordered,
            long failed,
            long skipped,
            long unknown) {}

    public record ReasonCount(String reason, long count) {}

    /// @param refundsMinor refunds and adjustments, usually negative; net = gross + refunds
    /// @param profitMinor null: the margin is unknown or currencies are mixed
    /// @param roi null: no profit is known or nothing was billed
    /// @param revenueRoi given where the margin is unknown: net revenue less cost, over cost
    /// @param revenuePerAssigned in units of the currency, two decimals more than it has; credited
    ///   or not; null: nobody was assigned
    public record Money(
            String currency,
            long grossMinor,
            long refundsMinor,
            long netMinor,
            long costMinor,
            @Nullable Long profitMinor,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal roi,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal revenueRoi,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal revenuePerAssigned) {}

    /// One arm held against another by assignment. Figures are null where they are hidden, since
    /// the audience did not split as planned, or undefined.
    ///
    /// @param kpi id of the figure
    /// @param difference share, or minor units per person; with its interval at 95 %
    /// @param lift arm over control minus 1, with its interval
    /// @param anytimeLow with `anytimeHigh`: the interval that holds at every look, for those who
    ///   watch the run
    /// @param beyondPast the difference once what the same people had bought before is taken out;
    ///   with its interval; for revenue only
    /// @param pastExplains share of the variance that the past explains
    /// @param verdict the result in words
    public record Comparison(
            String kpi,
            int arm,
            @Nullable String channel,
            int against,
            @Nullable String againstChannel,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double lift,
            @Nullable Double liftLow,
            @Nullable Double liftHigh,
            @Nullable Double anytimeLow,
            @Nullable Double anytimeHigh,
            @Nullable Double beyondPast,
            @Nullable Double beyondPastLow,
            @Nullable Double beyondPastHigh,
            @Nullable Double pastExplains,
            String verdict) {}
}
