package org.parley.analytics.finance.internal;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.parley.sql.postgres.Tables.ATTRIBUTION_DUE;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.MIRROR_CHANGE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL knows and ClickHouse does not yet. Waits for what is there when it is asked, not
/// for an empty queue, which a busy shop may never have.
public final class EventBacklog {

    private static final Duration POLL = Duration.ofMillis(100);

    private final DSLContext postgres;
    private final Clock clock;

    public EventBacklog(DSLContext postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    /// Waits until credits are computed and everything about the run has reached ClickHouse.
    ///
    /// @param run null: of all runs
    /// @return what is still missing at the deadline, in words; empty: nothing
    public Optional<String> drain(@Nullable Integer run, Instant deadline) {
        // Credits first: computing them makes orders change.
        return await(ATTRIBUTION_DUE, ATTRIBUTION_DUE.ID, noCondition(), deadline)
                .map("%d contacts wait for their orders to be credited"::formatted)
                .or(() ->
                        await(
                                        EVENT_OUTBOX,
                                        EVENT_OUTBOX.ID,
                                        run == null ? noCondition() : EVENT_OUTBOX.RUN_ID.eq(run),
                                        deadline)
                                .map("%d events wait in the outbox"::formatted))
                .or(() ->
                        await(
                                        MIRROR_CHANGE,
                                        MIRROR_CHANGE.ID,
                                        MIRROR_CHANGE.ENTITY.eq("order"),
                                        deadline)
                                .map("%d order changes wait to be copied"::formatted));
    }

    private Optional<Integer> await(
            Table<?> queue, Field<Long> id, Condition which, Instant deadline) {
        var last = postgres.select(max(id)).from(queue).where(which).fetchSingle().value1();
        if (last == null) {
            return Optional.empty();
        }
        LongFunction<Integer> waiting = upTo -> postgres.fetchCount(queue, which.and(id.le(upTo)));
        while (true) {
            var left = waiting.apply(last);
            if (left == 0) {
                return Optional.empty();
            }
            if (!clock.instant().isBefore(deadline)) {
                return Optional.of(left);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
