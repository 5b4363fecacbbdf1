package org.parley.batch.dispatch;

import static org.parley.sql.postgres.Tables.MIRROR_CHANGE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Segments are evaluated over ClickHouse's copy of contacts and orders. Before an audience is
/// frozen, everything that was committed until now must have arrived there.
public final class CopyBarrier {

    private static final long POLL_MILLIS = 50;

    private final DSLContext dsl;
    private final Clock clock;
    private final Duration patience;

    public CopyBarrier(DSLContext dsl, Clock clock, Duration patience) {
        this.dsl = dsl;
        this.clock = clock;
        this.patience = patience;
    }

    /// @throws ProblemException UNAVAILABLE when the copy does not catch up in time
    public void awaitCopy() throws InterruptedException {
        Long newest =
                dsl.select(DSL.max(MIRROR_CHANGE.ID)).from(MIRROR_CHANGE).fetchSingle().value1();
        if (newest == null) {
            return;
        }
        Instant end = clock.instant().plus(patience);
        while (dsl.fetchExists(MIRROR_CHANGE, MIRROR_CHANGE.ID.le(newest))) {
            if (clock.instant().isAfter(end)) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "ClickHouse's copy of contacts and orders has not caught up within "
                                + patience
                                + "; is ClickHouse up? The run goes on when it has");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
