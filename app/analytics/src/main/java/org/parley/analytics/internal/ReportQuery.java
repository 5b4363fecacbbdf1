package org.parley.analytics.internal;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.SqlFile;

/// A query that is kept as a file beside the schema, read once.
public final class ReportQuery {

    private static final ReportQuery REACHED = named("run_reached");
    private static final ReportQuery DOCUMENTS = named("run_documents");

    private final String sql;

    private ReportQuery(String sql) {
        this.sql = sql;
    }

    /// @param name of the file, without folder and ending
    public static ReportQuery named(String name) {
        return new ReportQuery(
                SqlFile.readPlain(ReportQuery.class, "/org/parley/sql/reports/" + name + ".sql"));
    }

    /// The statement without its comments.
    public String text() {
        return sql;
    }

    /// Who of a run did what: what queries of people share, to stand in them.
    public static QueryPart reached(int run) {
        return REACHED.part(run);
    }

    /// What the people of a run bought in a window: what queries of their money share.
    public static QueryPart documents(int run, OrderWindow window) {
        return DOCUMENTS.part(
                run, ClickHouseTime.of(window.from()), ClickHouseTime.of(window.until()));
    }

    /// Runs as queries take them: with commas between.
    public static String list(Collection<Integer> runs) {
        return runs.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// To stand in another query.
    public QueryPart part(Object... parameters) {
        return DSL.sql(sql, parameters);
    }

    /// @param parameters for each `?` in their order; those of the form `{1}`, counted from 0, may
    ///   be parts of a query, and come after them
    public ResultQuery<Record> on(DSLContext database, Object... parameters) {
        return database.resultQuery(sql, parameters);
    }
}
