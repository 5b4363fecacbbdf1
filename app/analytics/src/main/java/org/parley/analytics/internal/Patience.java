package org.parley.analytics.internal;

import static org.jooq.impl.DSL.inline;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Reads what people ask of ClickHouse: a query that takes too long or too much memory is ended,
/// and the caller is told what to do about it.
public final class Patience {

    private static final double SECONDS = 30;
    private static final long BYTES = 4_000_000_000L;

    /// What groups take more of than a part of it goes to the server's disk.
    private static final String LIMITED =
            "{0} settings max_execution_time = {1}, max_memory_usage = {2},"
                    + " max_bytes_before_external_group_by = {3}";

    /// ClickHouse's TIMEOUT_EXCEEDED, TOO_SLOW and MEMORY_LIMIT_EXCEEDED. The driver tells of the
    /// first by a kind of exception instead.
    private static final Set<Integer> ENDED = Set.of(159, 160, 241);

    private Patience() {}

    /// @throws ProblemException UNAVAILABLE when it was ended
    public static <T> List<T> fetch(
            DSLContext clickHouse, ResultQuery<?> query, Function<Record, T> reader) {
        return fetch(clickHouse, query, SECONDS, BYTES, reader);
    }

    static <T> List<T> fetch(
            DSLContext clickHouse,
            ResultQuery<?> query,
            double seconds,
            long bytes,
            Function<Record, T> reader) {
        var limited =
                clickHouse.resultQuery(
                        LIMITED, query, inline(seconds), inline(bytes), inline(bytes / 4));
        try {
            return limited.fetch(reader::apply);
        } catch (DataAccessException e) {
            if (isEnded(e.getCause(SQLException.class))) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "This takes more time or memory than a question may; choose a shorter range, fewer parts, or ask again later");
            }
            throw e;
        }
    }

    private static boolean isEnded(@Nullable SQLException cause) {
        return cause instanceof SQLTimeoutException
                || (cause != null && ENDED.contains(cause.getErrorCode()));
    }
}
