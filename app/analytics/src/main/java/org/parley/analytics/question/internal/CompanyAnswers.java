package org.parley.analytics.question.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;
import org.parley.core.kernel.ClickHouseTime;

/// What ClickHouse answers about all runs but some together, within its limits of time and memory.
public final class CompanyAnswers {

    private static final ReportQuery COHORTS = ReportQuery.named("cohorts");
    private static final ReportQuery FATIGUE = ReportQuery.named("fatigue");
    private static final ReportQuery HEAT_MAP = ReportQuery.named("heat_map");
    private static final ReportQuery HEAT_MAP_ORDERED = ReportQuery.named("heat_map_ordered");
    private static final ReportQuery REACHABLE = ReportQuery.named("overlap_reachable");
    private static final ReportQuery ANSWERED = ReportQuery.named("overlap_answered");

    private final DSLContext clickHouse;
    private final KeptAnswers kept;

    public CompanyAnswers(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.kept = kept;
    }

    /// One figure of a cohort.
    ///
    /// @param fact people, written, engaged, ordered, opted_out or net
    /// @param currency of `net`; else empty
    public record CohortFigure(
            String cohort, int month, String fact, String currency, long figure) {}

    public record Wearing(
            int number, long messages, long people, long clicked, long replied, long optedOut) {}

    public record Hour(
            int weekday, int hour, long delivered, long clicked, long replied, long ordered) {}

    record WeekHour(int weekday, int hour) {}

    record Buyers(WeekHour hour, long ordered) {}

    /// What the events alone say of an hour.
    record Deliveries(int weekday, int hour, long delivered, long clicked, long replied) {}

    /// @param channels comma between
    /// @param allPeople of all combinations, as `combinations` is their number
    public record Combination(String channels, long people, long allPeople, long combinations) {}

    public boolean hasZone(String id) {
        return clickHouse.fetchExists(
                DSL.table("system.time_zones"), DSL.field("time_zone", String.class).eq(id));
    }

    public List<CohortFigure> cohorts(
            String zone,
            boolean byMonth,
            Collection<Integer> leftOut,
            Instant from,
            Instant until) {
        return Patience.fetch(
                clickHouse,
                COHORTS.on(
                        clickHouse,
                        zone,
                        byMonth,
                        ReportQuery.list(leftOut),
                        ClickHouseTime.of(from),
                        ClickHouseTime.of(until)),
                row ->
                        new CohortFigure(
                                row.get("cohort", String.class),
                                row.get("month", Integer.class),
                                row.get("fact", String.class),
                                row.get("currency", String.class),
                                number(row, "figure")));
    }

    public List<Wearing> fatigue(
            Collection<Integer> leftOut, int days, Instant from, Instant until) {
        return Patience.fetch(
                clickHouse,
                FATIGUE.on(
                        clickHouse,
                        ReportQuery.list(leftOut),
                        days,
                        ClickHouseTime.of(from),
                        ClickHouseTime.of(until)),
                row ->
                        new Wearing(
                                row.get("number", Integer.class),
                                number(row, "messages"),
                                number(row, "people"),
                                number(row, "clicked"),
                                number(row, "replied"),
                                number(row, "opted_out")));
    }

    /// Of one whole run it is kept. Buyers are asked for first, so that no hour has more of them
    /// than deliveries; whose hour has become another meanwhile is left out.
    ///
    /// @param run null: all
    public List<Hour> heatMap(
            String zone,
            @Nullable Integer run,
            Collection<Integer> leftOut,
            Instant from,
            Instant until) {
        Object[] asked = {
            zone,
            run != null,
            run == null ? 0 : run,
            ReportQuery.list(leftOut),
            ClickHouseTime.of(from),
            ClickHouseTime.of(until)
        };
        var ordered = HEAT_MAP_ORDERED.on(clickHouse, asked);
        var delivered = HEAT_MAP.on(clickHouse, asked);
        var whole = from.equals(ClickHouseTime.EARLIEST) && until.equals(ClickHouseTime.LATEST);
        if (run == null || !whole) {
            var buyers = Patience.fetch(clickHouse, ordered, CompanyAnswers::buyers);
            return hours(Patience.fetch(clickHouse, delivered, CompanyAnswers::deliveries), buyers);
        }
        return kept.together(
                run,
                null,
                () -> {
                    var buyers = kept.of(run, null, ordered, Buyers.class, CompanyAnswers::buyers);
                    return hours(
                            kept.ofEvents(
                                    run,
                                    "",
                                    delivered,
                                    Deliveries.class,
                                    CompanyAnswers::deliveries),
                            buyers);
                });
    }

    private static List<Hour> hours(List<Deliveries> hours, List<Buyers> buyers) {
        var ordered = buyers.stream().collect(Collectors.toMap(Buyers::hour, Buyers::ordered));
        return hours.stream()
                .map(each ->
                        new Hour(
                                each.weekday(),
                                each.hour(),
                                each.delivered(),
                                each.clicked(),
                                each.replied(),
                                Math.min(
                                        each.delivered(),
                                        ordered.getOrDefault(
                                                new WeekHour(each.weekday(), each.hour()), 0L))))
                .toList();
    }

    private static Buyers buyers(Record row) {
        return new Buyers(weekHour(row), number(row, "ordered"));
    }

    private static WeekHour weekHour(Record row) {
        return new WeekHour(row.get("weekday", Integer.class), row.get("hour", Integer.class));
    }

    private static Deliveries deliveries(Record row) {
        var at = weekHour(row);
        return new Deliveries(
                at.weekday(),
                at.hour(),
                number(row, "delivered"),
                number(row, "clicked"),
                number(row, "replied"));
    }

    public List<Combination> reachable(String purpose) {
        return Patience.fetch(
                clickHouse, REACHABLE.on(clickHouse, purpose), CompanyAnswers::combination);
    }

    public List<Combination> answered(Collection<Integer> leftOut, Instant from, Instant until) {
        return Patience.fetch(
                clickHouse,
                ANSWERED.on(
                        clickHouse,
                        ReportQuery.list(leftOut),
                        ClickHouseTime.of(from),
                        ClickHouseTime.of(until)),
                CompanyAnswers::combination);
    }

    private static Combination combination(Record row) {
        return new Combination(
                row.get("combination", String.class),
                number(row, "people"),
                number(row, "all_people"),
                number(row, "combinations"));
    }

    private static long number(Record row, String column) {
        return row.get(column, Long.class);
    }
}
