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

/// After twenty-five months, so that a month can be compared with the same month of two years, raw
/// events go that nothing reads any more: steps of dispatch and what machines did. They live on as
/// the people of the rollups that are cut by months. What people did stays, since segments ask for
/// it without limit, and so do assignments, which reports on old runs begin with, bills and moves,
/// from which the rollups that are not cut can be computed.
///
/// A job and no TTL of the table: a TTL would drop a late event at its insert, and would not ask
/// whether the rollups have what goes.
public final class EventRetention {

    private static final int MONTHS = 25;
    private static final Table<?> EVENTS = table(name("message_event"));
    private static final Field<String> KIND = field(name("kind"), String.class);
    private static final Field<Integer> MONTH =
            field("toYYYYMM({0})", Integer.class, name("occurred_at"));

    /// A kind that is not named stays.
    private static final Condition GOES =
            KIND.in(
                            inline("sent"),
                            inline("skipped"),
                            inline("deferred"),
                            inline("failed"),
                            inline("unknown"),
                            inline("opted_out"),
                            inline("expired"))
                    .or("machine");

    private final Rollups rollups;
    private final Clock clock;

    public EventRetention(Rollups rollups, Clock clock) {
        this.rollups = rollups;
        this.clock = clock;
    }

    private YearMonth first() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).minusMonths(MONTHS);
    }

    /// Year and month as `YYYYMM` from which on all events are kept.
    int firstKept() {
        return first().getYear() * 100 + first().getMonthValue();
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
                .and(GOES)
                .orderBy(MONTH)
                .fetch(MONTH);
    }

    /// Compares every rollup with the month's events, and only if all are equal has the server take
    /// away what may go: at its leisure, and only what was there at this moment. The caller keeps
    /// the relay still.
    ///
    /// @return what was compared; unequal: everything stays
    public Comparison forget(int month) {
        Condition ofMonth = MONTH.eq(inline(month));
        Comparison compared = Comparison.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            compared = compared.and(compare(rollup, month, ofMonth));
        }
        if (compared.equal() && compared.cells() > 0) {
            rollups.change(
                    DSL.query(
                            "alter table {0} delete in partition id {1} where {2}",
                            raw("message_event"), inline(Integer.toString(month)), GOES));
        }
        return compared;
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
