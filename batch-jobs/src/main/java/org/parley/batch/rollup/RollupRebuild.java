package org.parley.batch.rollup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Builds a rollup anew beside the old, compares them, puts the new in the old one's place, and
/// compares that with the raw events. Nothing may be inserted meanwhile: the caller keeps the relay
/// still.
///
/// Raw events go after a time, rollups stay. So what was told of months whose events are gone is
/// left as it is.
public final class RollupRebuild {

    private static final int RUNS_AT_A_TIME = 200;
    private static final Table<?> EVENTS = table(name("message_event"));
    private static final String OCCURRED_AT = "occurred_at";

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

    public Rebuilt rebuild(Rollup rollup) {
        String beside = rollup.table() + "_rebuilt";
        // what an attempt that broke off has left
        drop(beside);
        rollups.change(
                DSL.query(
                        "create table if not exists {0} as {1}", raw(beside), raw(rollup.table())));
        try {
            return rollup.time().isPresent()
                    ? monthly(rollup, rollup.time().get(), beside)
                    : whole(rollup, beside);
        } finally {
            drop(beside);
        }
    }

    private Rebuilt monthly(Rollup rollup, String time, String beside) {
        int first = retention.firstKept();
        var months = new TreeSet<Integer>();
        months.addAll(found(month(OCCURRED_AT), EVENTS));
        months.addAll(found(month(time), table(name(rollup.table()))));
        months.removeIf(month -> month < first);
        List<Slice> slices =
                months.stream()
                        .map(month ->
                                new Slice(
                                        month(OCCURRED_AT).eq(inline(month)),
                                        month(time).eq(inline(month))))
                        .toList();
        build(rollup, beside, slices);
        return swapped(
                rollup, beside, slices, months.stream().map(month -> month.toString()).toList());
    }

    private Rebuilt whole(Rollup rollup, String beside) {
        List<Integer> old = oldRuns();
        var runs = new TreeSet<Integer>();
        runs.addAll(found(field(name("run_id"), Integer.class), EVENTS));
        runs.addAll(found(field(name("run_id"), Integer.class), table(name(rollup.table()))));
        old.forEach(runs::remove);
        List<Slice> slices =
                chunks(runs).stream()
                        .map(Rollups::of)
                        .map(chunk -> new Slice(chunk, chunk))
                        .toList();
        build(rollup, beside, slices);
        if (!old.isEmpty()) {
            rollups.insert(
                    beside,
                    DSL.resultQuery(
                            "select * from {0} where {1}", raw(rollup.table()), Rollups.of(old)));
        }
        return swapped(rollup, beside, slices, List.of("all"));
    }

    private void build(Rollup rollup, String beside, List<Slice> slices) {
        for (Slice slice : slices) {
            rollups.insert(beside, rollup.rows(slice.events()));
        }
    }

    private Rebuilt swapped(
            Rollup rollup, String beside, List<Slice> slices, List<String> partitions) {
        Table<?> live = table(name(rollup.table()));
        Comparison before = Comparison.NOTHING;
        for (Slice slice : slices) {
            before =
                    before.and(
                            rollups.compare(
                                    rollup,
                                    rollup.cells(table(name(beside)), slice.rows()),
                                    rollup.cells(live, slice.rows())));
        }
        swap(rollup, beside, partitions);
        Comparison after = Comparison.NOTHING;
        for (Slice slice : slices) {
            after =
                    after.and(
                            rollups.compare(
                                    rollup,
                                    rollup.cells(slice.events()),
                                    rollup.cells(live, slice.rows())));
        }
        return new Rebuilt(before, after);
    }

    /// A partition that nothing was built for is dropped: servers refuse to replace by nothing.
    private void swap(Rollup rollup, String beside, List<String> partitions) {
        List<String> built = found(field(name("_partition_id"), String.class), table(name(beside)));
        for (String partition : partitions) {
            rollups.change(
                    built.contains(partition)
                            ? DSL.query(
                                    "alter table {0} replace partition id {1} from {2}",
                                    raw(rollup.table()), inline(partition), raw(beside))
                            : DSL.query(
                                    "alter table {0} drop partition id {1}",
                                    raw(rollup.table()), inline(partition)));
        }
    }

    /// Runs some of whose events may be gone.
    private List<Integer> oldRuns() {
        return rollups.clickHouse()
                .resultQuery(
                        "select toInt32(run_id) from funnel_day group by run_id having min(toYYYYMM(day)) < {0} order by run_id",
                        inline(retention.firstKept()))
                .fetch(0, Integer.class);
    }

    private <T> List<T> found(Field<T> what, Table<?> where) {
        return rollups.clickHouse().selectDistinct(what).from(where).fetch(what);
    }

    private static Field<Integer> month(String column) {
        return field("toYYYYMM({0})", Integer.class, name(column));
    }

    private static List<List<Integer>> chunks(Collection<Integer> runs) {
        List<Integer> all = List.copyOf(runs);
        List<List<Integer>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += RUNS_AT_A_TIME) {
            chunks.add(all.subList(i, Math.min(i + RUNS_AT_A_TIME, all.size())));
        }
        return chunks;
    }

    private void drop(String table) {
        rollups.change(DSL.query("drop table if exists {0}", raw(table)));
    }
}
