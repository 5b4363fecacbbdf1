package org.parley.batch.rollup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.table;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.parley.core.tracking.EventMonths;

/// After twenty-five months (`EventMonths`) raw events go that nothing reads any more: why people
/// were not reached, and what machines did. They live on as the people of the rollups that are cut
/// by months. The rest stays: reports and segments on old runs begin with assignments and ask what
/// people did without limit, and from bills and moves the rollups that are not cut can be computed.
/// Where a verdict on who did it was overturned, all that machines did in that run stays: some of
/// it was people's.
///
/// A job and no TTL of the table: a TTL would drop a late event at its insert, and would not ask
/// whether the rollups have what goes.
public final class EventRetention {

    private static final Table<?> EVENTS = table(name("message_event"));
    private static final Field<String> KIND = field(name("kind"), String.class);
    private static final Field<Integer> RUN_ID = field("toInt32(run_id)", Integer.class);
    private static final Field<Integer> MONTH =
            field("toYYYYMM({0})", Integer.class, name("occurred_at"));

    /// What no report and no segment reads; a kind that is not named stays.
    static final List<String> UNREAD =
            List.of("skipped", "deferred", "failed", "unknown", "expired");

    private final Rollups rollups;
    private final Clock clock;

    public EventRetention(Rollups rollups, Clock clock) {
        this.rollups = rollups;
        this.clock = clock;
    }

    private YearMonth first() {
        return EventMonths.firstKept(clock.instant());
    }

    /// Year and month as `YYYYMM` from which on all events are kept.
    int firstKept() {
        return EventMonths.number(first());
    }

    /// The moment from which on all events are kept.
    public Instant keptSince() {
        return first().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Months, as `YYYYMM`, with events that may go.
    public List<Integer> due() {
        return rollups.clickHouse()
                .selectDistinct(MONTH)
                .from(EVENTS)
                .where(MONTH.lt(inline(firstKept())))
                .and(goes())
                .orderBy(MONTH)
                .fetch(MONTH);
    }

    /// Compares every rollup with the month's events. The caller keeps the relay still.
    ///
    /// @param month as `YYYYMM`
    public Comparison compare(int month) {
        Condition ofMonth = MONTH.eq(inline(month));
        Comparison compared = Comparison.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            compared = compared.and(compare(rollup, month, ofMonth));
        }
        return compared;
    }

    /// Has the server take away what of a month may go: at its leisure, and only what is there at
    /// this moment. For who has compared it in the same pause of the relay and found all equal.
    ///
    /// @param month as `YYYYMM`
    public void forget(int month) {
        rollups.change(
                DSL.query(
                        "alter table {0} delete in partition id {1} where {2}",
                        raw("message_event"), inline(Integer.toString(month)), goes()));
    }

    /// By runs and not by events, whose list would be longer than a statement may be; and as a
    /// list, since a server with replicas takes no question inside a change.
    private Condition goes() {
        List<Integer> judgedAnew =
                rollups.clickHouse()
                        .selectDistinct(RUN_ID)
                        .from(table(name("overturned_event")))
                        .orderBy(RUN_ID)
                        .fetch(RUN_ID);
        Condition machines = DSL.condition("machine");
        return KIND.in(UNREAD.stream().map(DSL::inline).toList())
                .or(
                        judgedAnew.isEmpty()
                                ? machines
                                : machines.and(DSL.not(Rollups.of(judgedAnew))));
    }

    private Comparison compare(Rollup rollup, int month, Condition ofMonth) {
        Table<?> kept = table(name(rollup.table()));
        if (rollup.time().isPresent()) {
            Condition rows =
                    field("toYYYYMM({0})", Integer.class, name(rollup.time().get()))
                            .eq(inline(month));
            return rollups.compare(rollup, rollup.cells(ofMonth), rollup.cells(kept, rows));
        }
        Comparison compared = Comparison.NOTHING;
        for (List<Integer> runs : RunChunks.of(people(ofMonth))) {
            compared = compared.and(rollups.compare(rollup, runs));
        }
        return compared;
    }

    private SortedMap<Integer, Long> people(Condition events) {
        Field<Long> highest = field("toInt64(max(ordinal))", Long.class);
        return new TreeMap<>(
                rollups.clickHouse()
                        .select(Rollups.RUN, highest)
                        .from(EVENTS)
                        .where(events)
                        .groupBy(Rollups.RUN)
                        .fetchMap(row -> row.value1().intValue(), row -> row.value2()));
    }
}
