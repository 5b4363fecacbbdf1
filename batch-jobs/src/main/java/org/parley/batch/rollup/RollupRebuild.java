package org.parley.batch.rollup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.table;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Builds a rollup anew beside the old, compares them, puts the new in the old one's place, and
/// compares that with the raw events. Nothing may be inserted meanwhile: the caller keeps the relay
/// still, which is asked before every change.
///
/// Some raw events go after a time, rollups stay. So what was told of months whose events are gone
/// is left as it is, and where a rollup is not cut by months, the runs that began before, and runs
/// without any event.
public final class RollupRebuild {

    private static final int COPIED_AT_A_TIME = 5_000;
    private static final String UNLIMITED =
            " settings max_table_size_to_drop = 0, max_partition_size_to_drop = 0";
    private static final String EMPTY_SOURCE = "allow_replace_partition_from_empty_source";
    private static final Table<?> EVENTS = table(name("message_event"));
    private static final String OCCURRED_AT = "occurred_at";
    private static final Field<Integer> RUN_ID = field("toInt32(run_id)", Integer.class);

    private final Rollups rollups;
    private final EventRetention retention;

    public RollupRebuild(Rollups rollups, EventRetention retention) {
        this.rollups = rollups;
        this.retention = retention;
    }

    /// @param before the old rollup beside the new one
    /// @param after what stands there now beside the raw events: the proof
    public record Rebuilt(Comparison before, Comparison after) {}

    /// A part that is built at once.
    ///
    /// @param events of the raw events
    /// @param rows of the rollup
    private record Slice(Condition events, Condition rows) {}

    /// A rebuild under way.
    ///
    /// @param still PostgreSQL in the transaction that holds the relay
    private record Work(Rollup rollup, DSLContext still) {

        String beside() {
            return rollup.table() + "_rebuilt";
        }

        Table<?> live() {
            return table(name(rollup.table()));
        }

        /// The column by whose month it is cut.
        String time() {
            return rollup.time().orElseThrow();
        }
    }

    /// @param still PostgreSQL in the transaction that holds the relay
    /// @throws org.jooq.exception.DataAccessException or the like when the relay is no longer held;
    ///   the rollup is as it was, or, cut by months, partly the new one
    public Rebuilt rebuild(Rollup rollup, DSLContext still) {
        return rebuild(
                new Work(rollup, still),
                work -> rollup.time().isPresent() ? monthly(work, months(work)) : whole(work));
    }

    /// Some months only; the others stay as they are. As [#rebuild(Rollup, DSLContext)] else.
    ///
    /// @param rollup cut by months
    /// @param wanted as `YYYYMM`
    public Rebuilt rebuild(Rollup rollup, Set<Integer> wanted, DSLContext still) {
        return rebuild(
                new Work(rollup, still),
                work -> {
                    var months = months(work);
                    months.retainAll(wanted);
                    return monthly(work, months);
                });
    }

    private Rebuilt rebuild(Work work, Function<Work, Rebuilt> how) {
        // what an attempt that broke off has left
        drop(work);
        change(
                work,
                DSL.query(
                        "create table if not exists {0} as {1}",
                        raw(work.beside()), raw(work.rollup().table())));
        try {
            return how.apply(work);
        } finally {
            drop(work);
        }
    }

    /// Those of events and rollup of which all events are kept.
    private SortedSet<Integer> months(Work work) {
        int first = retention.firstKept();
        var months = new TreeSet<Integer>();
        months.addAll(found(month(OCCURRED_AT), EVENTS));
        months.addAll(found(month(work.time()), work.live()));
        months.removeIf(month -> month < first);
        return months;
    }

    private Rebuilt monthly(Work work, SortedSet<Integer> months) {
        List<Slice> slices =
                months.stream()
                        .map(month ->
                                new Slice(
                                        month(OCCURRED_AT).eq(inline(month)),
                                        month(work.time()).eq(inline(month))))
                        .toList();
        build(work, slices);
        return swapped(work, slices, months.stream().map(month -> month.toString()).toList());
    }

    private Rebuilt whole(Work work) {
        var told = new TreeSet<>(found(RUN_ID, EVENTS));
        var untold = new TreeSet<>(found(RUN_ID, work.live()));
        untold.removeAll(told);
        var people = new TreeMap<Integer, Long>();
        told.forEach(run -> people.put(run, 0L));
        var old = new TreeSet<>(untold);
        work.still()
                .select(RUN.ID, RUN.TARGETED, RUN.STARTED_AT)
                .from(RUN)
                .where(RUN.ID.eq(DSL.any(told.toArray(Integer[]::new))))
                .forEach(run -> {
                    Instant began = run.value3();
                    if (began != null && began.isBefore(retention.keptSince())) {
                        old.add(run.value1());
                        people.remove(run.value1());
                    } else {
                        people.put(run.value1(), run.value2().longValue());
                    }
                });
        List<Slice> slices =
                RunChunks.of(people).stream()
                        .map(Rollups::of)
                        .map(chunk -> new Slice(chunk, chunk))
                        .toList();
        build(work, slices);
        List<Integer> copied = List.copyOf(old);
        for (int i = 0; i < copied.size(); i += COPIED_AT_A_TIME) {
            copy(
                    work,
                    Rollups.of(copied.subList(i, Math.min(i + COPIED_AT_A_TIME, copied.size()))));
        }
        return swapped(work, slices, List.of("all"));
    }

    private void build(Work work, List<Slice> slices) {
        for (Slice slice : slices) {
            insert(work, work.rollup().rows(slice.events()));
        }
    }

    private void copy(Work work, Condition runs) {
        insert(
                work,
                DSL.resultQuery("select * from {0} where {1}", raw(work.rollup().table()), runs));
        if (!compare(work, runs).equal()) {
            throw new IllegalStateException(
                    "What " + work.rollup().table() + " has of old runs was not copied whole");
        }
    }

    private Comparison compare(Work work, Condition rows) {
        return rollups.compare(
                work.rollup(),
                work.rollup().cells(table(name(work.beside())), rows),
                work.rollup().cells(work.live(), rows));
    }

    private Rebuilt swapped(Work work, List<Slice> slices, List<String> partitions) {
        Comparison before = Comparison.NOTHING;
        for (Slice slice : slices) {
            before = before.and(compare(work, slice.rows()));
        }
        swap(work, partitions);
        Comparison after = Comparison.NOTHING;
        for (Slice slice : slices) {
            after =
                    after.and(
                            rollups.compare(
                                    work.rollup(),
                                    work.rollup().cells(slice.events()),
                                    work.rollup().cells(work.live(), slice.rows())));
        }
        return new Rebuilt(before, after);
    }

    /// A partition that nothing was built for is dropped. Of several servers one may have built
    /// something and another nothing: newer ones must be told that this is meant, older ones do not
    /// know the word.
    private void swap(Work work, List<String> partitions) {
        List<String> built =
                found(field(name("_partition_id"), String.class), table(name(work.beside())));
        String settings = UNLIMITED + (knows(EMPTY_SOURCE) ? ", " + EMPTY_SOURCE + " = 1" : "");
        for (String partition : partitions) {
            change(
                    work,
                    built.contains(partition)
                            ? DSL.query(
                                    "alter table {0} replace partition id {1} from {2}{3}",
                                    raw(work.rollup().table()),
                                    inline(partition),
                                    raw(work.beside()),
                                    raw(settings))
                            : DSL.query(
                                    "alter table {0} drop partition id {1}{2}",
                                    raw(work.rollup().table()), inline(partition), raw(UNLIMITED)));
        }
    }

    private boolean knows(String setting) {
        return rollups.clickHouse()
                .fetchExists(
                        DSL.selectOne()
                                .from(table(name("system", "settings")))
                                .where(field(name("name"), String.class).eq(inline(setting))));
    }

    private void insert(Work work, ResultQuery<Record> rows) {
        holds(work);
        rollups.insert(work.beside(), rows);
    }

    private void change(Work work, Query statement) {
        holds(work);
        rollups.change(statement);
    }

    /// A connection that broke has let the relay go: what is built may lack what came since.
    private static void holds(Work work) {
        work.still().selectOne().fetch();
    }

    private <T> List<T> found(Field<T> what, Table<?> where) {
        return rollups.clickHouse().selectDistinct(what).from(where).fetch(what);
    }

    private static Field<Integer> month(String column) {
        return field("toYYYYMM({0})", Integer.class, name(column));
    }

    /// Also when the relay is gone: this is nobody else's table.
    private void drop(Work work) {
        rollups.change(
                DSL.query("drop table if exists {0}{1}", raw(work.beside()), raw(UNLIMITED)));
    }
}
