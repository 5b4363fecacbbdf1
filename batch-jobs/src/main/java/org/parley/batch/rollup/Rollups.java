package org.parley.batch.rollup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.parley.core.kernel.SqlFile;
import org.parley.sql.migration.ClickHouseLayout;

/// Compares rollups with the raw events and adds what they lack.
public final class Rollups {

    static final Field<Long> RUN = field(name("run_id"), Long.class);
    private static final Field<Long> BATCH = field(name("batch_id"), Long.class);
    private static final int MOST_DIFFERENCES = 1_000;

    /// What groups take more of goes to the server's disk.
    private static final long MOST_BYTES = 500_000_000;

    private static final String COMPARE = SqlFile.read(Rollups.class, "compare.sql");

    private final DSLContext clickHouse;
    private final ClickHouseLayout layout;

    public Rollups(DSLContext clickHouse, ClickHouseLayout layout) {
        this.clickHouse = clickHouse;
        this.layout = layout;
    }

    /// A rollup of these runs beside what the raw events say of them.
    public Comparison compare(Rollup rollup, Collection<Integer> runs) {
        return compare(
                rollup,
                rollup.cells(of(runs)),
                rollup.cells(DSL.table(name(rollup.table())), of(runs)));
    }

    /// @param told what should be
    /// @param kept what is
    Comparison compare(Rollup rollup, ResultQuery<Record> told, ResultQuery<Record> kept) {
        var rows =
                clickHouse.fetch(COMPARE, told, kept, inline(MOST_DIFFERENCES), inline(MOST_BYTES));
        if (rows.isEmpty()) {
            return Comparison.NOTHING;
        }
        return new Comparison(
                rows.getFirst().get("cells", Long.class),
                rows.getFirst().get("wrong", Long.class),
                rows.stream()
                        .filter(row -> row.get("apart", Long.class) > 0)
                        .map(row -> difference(rollup, row))
                        .toList());
    }

    private static Difference difference(Rollup rollup, Record row) {
        return new Difference(
                rollup.table(),
                row.get("run_id", Integer.class),
                row.get("cell", String.class),
                row.get("expected", Long.class),
                row.get("found", Long.class),
                row.get("apart", Long.class));
    }

    /// Adds to a rollup what the raw events of these runs say. What is there already stays: a
    /// bitmap is a set, and of two rows of one key the later event counts.
    public void add(Rollup rollup, Collection<Integer> runs) {
        insert(rollup.table(), rollup.rows(of(runs)));
    }

    /// Adds to every rollup what the raw events of this batch say.
    public void addBatch(long batch) {
        for (Rollup rollup : Rollup.values()) {
            insert(rollup.table(), rollup.rows(BATCH.eq(inline(batch))));
        }
    }

    /// Without deduplication: that rows were inserted once does not say that they are still there.
    void insert(String table, ResultQuery<Record> rows) {
        change(
                DSL.query(
                        "insert into {0} {1} settings insert_deduplicate = 0, max_bytes_before_external_group_by = {2}",
                        DSL.raw(table),
                        DSL.raw(clickHouse.renderInlined(rows).strip()),
                        inline(MOST_BYTES)));
    }

    /// Executes a change of tables as the layout spells it.
    void change(Query statement) {
        for (String each : layout.spell(clickHouse.renderInlined(statement))) {
            clickHouse.execute(each);
        }
    }

    DSLContext clickHouse() {
        return clickHouse;
    }

    static Condition of(Collection<Integer> runs) {
        return RUN.in(runs.stream().map(run -> inline((long) run)).toList());
    }
}
