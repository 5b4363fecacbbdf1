package org.parley.analytics.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/// A query that is kept as a file beside the schema, read once.
public final class ReportQuery {

    private final String sql;

    private ReportQuery(String sql) {
        this.sql = sql;
    }

    /// @param name of the file, without folder and ending
    public static ReportQuery named(String name) {
        var resource = "/org/parley/sql/reports/" + name + ".sql";
        try (var in = ReportQuery.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No query " + resource);
            }
            // The driver's parser loses parameters behind comments (clickhouse-java issue 3052).
            return new ReportQuery(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.stripLeading().startsWith("--"))
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The statement without its comments.
    public String text() {
        return sql;
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
