package org.parley.analytics.question.internal;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Reads what a query may take too long or too much memory for: it says itself how much
/// (`settings`), and the caller is told what to do about it.
final class Patience {

    /// ClickHouse's TIMEOUT_EXCEEDED, TOO_SLOW and MEMORY_LIMIT_EXCEEDED. The driver tells of the
    /// first by a kind of exception instead.
    private static final Set<Integer> ENDED = Set.of(159, 160, 241);

    private Patience() {}

    static <T> List<T> fetch(ResultQuery<Record> query, Function<Record, T> reader) {
        try {
            return query.fetch(reader::apply);
        } catch (DataAccessException e) {
            if (isEnded(e.getCause(SQLException.class))) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "This takes more time or memory than a question may; choose a shorter range");
            }
            throw e;
        }
    }

    private static boolean isEnded(@Nullable SQLException cause) {
        return cause instanceof SQLTimeoutException
                || (cause != null && ENDED.contains(cause.getErrorCode()));
    }
}
