package org.parley.batch.rollup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.SqlFile;

/// A table that ClickHouse fills from raw events by a materialized view. Each can be told as cells:
/// a run and a value, with the bitmap of the people who have it; so all are compared in one way.
public enum Rollup {
    FUNNEL_DAY("day"),
    FUNNEL_HOUR("hour"),
    FUNNEL_LINK("month"),
    AUDIENCE(null),
    MESSAGE_COST(null),
    BILL_DAY("day"),
    PLACEMENT(null);

    /// Those that tell people from machines, each cut by months.
    public static final List<Rollup> JUDGED = List.of(FUNNEL_DAY, FUNNEL_HOUR, FUNNEL_LINK);

    private final @Nullable String time;
    private final String rows;
    private final String cells;

    /// @param time the column by whose month it is cut; null: it is not cut
    Rollup(@Nullable String time) {
        this.time = time;
        this.rows = SqlFile.read(Rollup.class, table() + ".sql");
        this.cells = SqlFile.read(Rollup.class, table() + "_cells.sql");
    }

    /// Its name in ClickHouse.
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The column by whose month it is cut, like the events by theirs; empty: it is not cut.
    Optional<String> time() {
        return Optional.ofNullable(time);
    }

    /// Its rows, from the raw events that fit, in the order of the table's columns.
    ResultQuery<Record> rows(Condition events) {
        return DSL.resultQuery(rows, events);
    }

    /// Its cells as they are in a table of its form.
    ResultQuery<Record> cells(Table<?> source, Condition which) {
        return DSL.resultQuery(cells, source, which);
    }

    /// Its cells as the raw events say.
    ResultQuery<Record> cells(Condition events) {
        return cells(DSL.table("({0})", rows(events)), DSL.trueCondition());
    }
}
