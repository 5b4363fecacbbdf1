package org.parley.batch.relay;

import static org.parley.sql.postgres.Tables.EVENT_BATCH;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.DSLContext;

/// Moments in which nothing is on its way to ClickHouse, on no node: every event is either there or
/// in the outbox. Events wait meanwhile; none is lost.
public final class RelayPause {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final DSLContext dsl;
    private final Duration patience;

    /// @param patience how long to wait for a batch that is under way
    public RelayPause(DSLContext dsl, Duration patience) {
        this.dsl = dsl;
        this.patience = patience;
    }

    /// Does the work while the relay is still.
    ///
    /// @param work gets PostgreSQL in the transaction that holds the relay; it should only read
    /// @throws IllegalStateException when a batch stayed without an answer: ClickHouse is away
    public <T> T during(Function<DSLContext, T> work) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> done = tried(work);
            if (done.isPresent()) {
                return done.get();
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "A batch of events waits for ClickHouse's answer since "
                                + patience.toSeconds()
                                + " s");
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    /// A batch without an answer may still be arriving, lock or no lock.
    private <T> Optional<T> tried(Function<DSLContext, T> work) {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            EventRelay.waitAlone(t);
            return t.fetchExists(EVENT_BATCH) ? Optional.empty() : Optional.of(work.apply(t));
        });
    }
}
