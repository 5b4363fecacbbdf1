package org.parley.analytics.report.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jooq.QueryPart;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.parley.analytics.internal.ReportQuery;
import org.parley.core.audience.Segments;
import org.parley.core.kernel.ProblemException;

/// The people of a run in parts: a query of values and the bitmap of those who have each, to stand
/// in the queries of figures.
public final class Cells {

    private static final ReportQuery AUDIENCE = ReportQuery.named("cells_audience");
    private static final ReportQuery HOUR = ReportQuery.named("cells_hour");
    private static final ReportQuery INSTANT = ReportQuery.named("cells_instant");
    private static final ReportQuery SEGMENT = ReportQuery.named("cells_segment");
    private static final ReportQuery BY_ARM = ReportQuery.named("cells_by_arm");
    private static final ReportQuery DELIVERED = ReportQuery.named("cells_delivered");

    private final QueryPart query;
    private final boolean lasting;

    private Cells(QueryPart query, boolean lasting) {
        this.query = query;
        this.lasting = lasting;
    }

    QueryPart query() {
        return query;
    }

    /// Whether who is in which cell is told by what is known of the run alone.
    boolean lasting() {
        return lasting;
    }

    public static Cells arms(int run) {
        return audience(run, "arm");
    }

    /// @param dimension arm, channel, country or language
    public static Cells audience(int run, String dimension) {
        return new Cells(AUDIENCE.part(run, dimension, "", ""), true);
    }

    /// Arms under other values, of which several may be the same.
    public static Cells arms(int run, Map<Integer, String> values) {
        var arms = List.copyOf(values.entrySet());
        return new Cells(
                AUDIENCE.part(
                        run,
                        "arm",
                        arms.stream()
                                .map(arm -> arm.getKey().toString())
                                .collect(Collectors.joining(",")),
                        arms.stream().map(Map.Entry::getValue).collect(Collectors.joining(","))),
                true);
    }

    /// By when people were first sent to.
    ///
    /// @param part hour, day or weekday
    public static Cells sent(int run, String part, ZoneTable zone) {
        return new Cells(
                (zone.wholeHours() ? HOUR : INSTANT).part(run, part, zone.since(), zone.ahead()),
                true);
    }

    /// By membership at an instant.
    ///
    /// @param ids at least one
    public static Cells segments(int run, Segments segments, List<Long> ids, Instant asOf) {
        return segments(run, ids, id -> segments.query(id, asOf));
    }

    /// By membership before an instant, by what is dated before it.
    ///
    /// @param ids at least one
    /// @throws ProblemException INVALID_REQUEST where a rule asks for what is only known as of now
    public static Cells segmentsBefore(
            int run, Segments segments, List<Long> ids, Instant instant) {
        return segments(run, ids, id -> segments.queryBefore(id, run, instant));
    }

    private static Cells segments(
            int run, List<Long> ids, LongFunction<Select<Record1<Long>>> query) {
        Select<Record2<Long, Long>> members =
                ids.stream()
                        .map(id -> members(id, query.apply(id)))
                        .reduce(Select::unionAll)
                        .orElseThrow();
        return new Cells(SEGMENT.part(run, members), false);
    }

    private static Select<Record2<Long, Long>> members(long id, Select<Record1<Long>> members) {
        return DSL.select(
                        DSL.inline(id).as("segment"),
                        DSL.field(DSL.name("member"), Long.class).as("contact"))
                .from(members.asTable("each_" + id));
    }

    /// Each parted by arm: called by its value, a space and the arm.
    public Cells byArm(int run) {
        return new Cells(BY_ARM.part(run, query), lasting);
    }

    /// Of each only those to whom a message was delivered.
    public Cells delivered(int run) {
        return new Cells(DELIVERED.part(query, ReportQuery.reached(run)), lasting);
    }
}
