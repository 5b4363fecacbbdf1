package org.parley.analytics.report;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.analytics.report.internal.RunWordings.Wording;
import org.parley.analytics.report.internal.ZoneTable;
import org.parley.core.audience.Segments;
import org.parley.core.content.Messages;
import org.parley.core.kernel.ProblemException;

/// The figures of single runs by one dimension. Every figure is exact, and of the moment of the
/// call.
public final class Breakdowns {

    static final int MOST_VALUES = 1_000;
    private static final int MOST_SEGMENTS = 20;
    private static final String UNKNOWN_WORDING = "unknown";

    // A provider's clock may be ahead.
    private static final Duration MARGIN = Duration.ofDays(2);

    private final RunPlans plans;
    private final BreakdownFigures figures;
    private final Offers offers;
    private final Segments segments;
    private final Sight sight;

    /// When and where the reader looks.
    private record Sight(Clock clock, ZoneId zone) {}

    private Breakdowns(
            RunPlans plans,
            BreakdownFigures figures,
            Offers offers,
            Segments segments,
            Sight sight) {
        this.plans = plans;
        this.figures = figures;
        this.offers = offers;
        this.segments = segments;
        this.sight = sight;
    }

    /// @param zone in which hours and days are told where the reader names none
    public static Breakdowns over(
            RunPlans plans,
            RunFigures figures,
            RunWordings wordings,
            Messages messages,
            Segments segments,
            Clock clock,
            ZoneId zone) {
        return new Breakdowns(
                plans,
                figures.byCell(),
                new Offers(wordings, figures, messages),
                segments,
                new Sight(clock, zone));
    }

    /// @param dimension see {@link Dimension}
    /// @param zone an IANA name or an offset, for hours and days; null: that of the business
    /// @param segmentIds 1 to 20 for segments; not looked at otherwise
    /// @throws ProblemException NOT_FOUND where there is no such run or segment, INVALID_REQUEST
    ///   where there is no such dimension or zone, or where no segment or too many are named
    public RunBreakdown breakdown(
            int run, String dimension, @Nullable String zone, List<Long> segmentIds) {
        var by = Dimension.of(dimension);
        var where = zone == null || zone.isBlank() ? sight.zone() : zone(zone);
        var plan = plans.get(run);
        return switch (by) {
            case ARM ->
                    told(
                            plan,
                            by,
                            Cells.arms(run),
                            labels(plan.arms(), arm -> arm.arm(), PlannedArm::name));
            case VARIANT -> byVariant(plan);
            case CHANNEL, LANGUAGE, COUNTRY ->
                    told(plan, by, Cells.audience(run, by.word()), Map.of());
            case SEGMENT -> bySegment(plan, segmentIds.stream().distinct().toList());
            case HOUR, DAY, WEEKDAY -> {
                var table =
                        new ZoneTable(
                                where,
                                plan.summary().startedAt().minus(MARGIN),
                                now().plus(MARGIN));
                yield told(plan, by, Cells.sent(run, by.word(), table), Map.of()).in(where.getId());
            }
            case LINK -> whole(plan, by, offers.links(run), false);
            case BUTTON -> {
                var buttons = offers.buttons(plan, MOST_VALUES);
                yield whole(plan, by, buttons.rows(), buttons.truncated());
            }
        };
    }

    private RunBreakdown byVariant(PlannedRun plan) {
        var wordings = offers.wordings(plan);
        var values = new LinkedHashMap<Integer, String>();
        plan.arms()
                .forEach(
                        arm -> values.put(arm.arm(), arm.channel() == null ? "" : UNKNOWN_WORDING));
        wordings.forEach(each -> values.put(each.arm(), Long.toString(each.variant())));
        var labels = labels(wordings, Wording::variant, Wording::name);
        if (values.containsValue(UNKNOWN_WORDING)) {
            labels.put(UNKNOWN_WORDING, "Wording of another tool");
        }
        return told(plan, Dimension.VARIANT, Cells.arms(plan.summary().id(), values), labels);
    }

    private RunBreakdown bySegment(PlannedRun plan, List<Long> ids) {
        var names = segmentNames(segments, ids);
        var asOf = now();
        return told(
                        plan,
                        Dimension.SEGMENT,
                        Cells.segments(plan.summary().id(), segments, ids, asOf),
                        names)
                .asOf(asOf);
    }

    /// By id as text, in the order in which they are asked for.
    ///
    /// @throws ProblemException INVALID_REQUEST where none or too many are named, NOT_FOUND
    static Map<String, String> segmentNames(Segments segments, List<Long> ids) {
        if (ids.isEmpty() || ids.size() > MOST_SEGMENTS) {
            throw ProblemException.invalid(
                    "segments", "Name 1 to %d segments by their ids".formatted(MOST_SEGMENTS));
        }
        return labels(ids, id -> id, id -> segments.get(id).name());
    }

    private static <T> Map<String, String> labels(
            List<T> items, Function<T, ? extends Number> value, Function<T, String> label) {
        return items.stream()
                .collect(
                        Collectors.toMap(
                                item -> value.apply(item).toString(),
                                label,
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    /// @param labels of values that are told even where nobody has them
    private RunBreakdown told(
            PlannedRun plan, Dimension by, Cells cells, Map<String, String> labels) {
        var facts =
                new FactsByCell(figures)
                        .of(plan, cells, by.partition(), labels.keySet(), MOST_VALUES + 1);
        var rows = new ArrayList<BreakdownRow>();
        facts.forEach((value, each) -> rows.add(row(value, labels.get(value), each)));
        var truncated = rows.size() > MOST_VALUES;
        return whole(plan, by, truncated ? rows.subList(0, MOST_VALUES) : rows, truncated);
    }

    private static BreakdownRow row(String value, @Nullable String label, Facts facts) {
        return new BreakdownRow(
                value,
                label,
                null,
                BreakdownCounts.of(facts),
                facts.values(),
                RunReports.money(facts));
    }

    private static RunBreakdown whole(
            PlannedRun plan, Dimension by, List<BreakdownRow> rows, boolean truncated) {
        return new RunBreakdown(
                plan.summary().id(),
                by.word(),
                null,
                null,
                by.partition() && !truncated,
                truncated,
                rows,
                RunReport.READ_VS_OPEN);
    }

    private Instant now() {
        return sight.clock().instant();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "zone",
                    "There is no time zone of this name; one is Europe/Sofia, or an offset such as"
                            + " +05:45");
        }
    }
}
