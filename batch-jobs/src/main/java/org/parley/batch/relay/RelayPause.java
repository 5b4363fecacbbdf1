package org.parley.batch.relay;

import static org.parley.sql.postgres.Tables.EVENT_BATCH;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Moments in which nothing is on its way to ClickHouse, on no node: every event is either there or
/// in the outbox. Events wait meanwhile; none is lost. Between two such moments the relay is left
/// alone for as long as the first one lasted, within bounds, so that a backlog can leave.
public final class RelayPause {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DSLContext dsl;
    private final Duration patience;
    private final Duration shortestRest;
    private volatile @Nullable Past past;

    /// @param endedAt nanoseconds of this process's own clock
    private record Past(long endedAt, Duration lasted) {}

    /// @param patience how long to wait for a batch that is under way
    /// @param shortestRest how long the relay is left alone at least between two pauses; longer
    ///   than it sleeps between two looks
    public RelayPause(DSLContext dsl, Duration patience, Duration shortestRest) {
        this.dsl = dsl;
        this.patience = patience;
        this.shortestRest = shortestRest;
    }

    /// Does the work while the relay is still.
    ///
    /// @param work gets PostgreSQL in the transaction that holds the relay. Work that changes
    ///   ClickHouse asks it before each change: it fails once the relay is no longer held
    /// @throws IllegalStateException when a batch stayed without an answer, or another shipped for
    ///   too long
    public <T> T during(Function<DSLContext, T> work) {
        rest();
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> done = tried(work, until);
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

    private void rest() {
        Past before = past;
        if (before == null) {
            return;
        }
        long owed =
                Math.clamp(
                        before.lasted().toNanos(),
                        shortestRest.toNanos(),
                        Math.max(LONGEST_REST.toNanos(), shortestRest.toNanos()));
        long left = before.endedAt() + owed - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = before.endedAt() + owed - System.nanoTime();
        }
    }

    /// A batch without an answer may still be arriving, lock or no lock.
    private <T> Optional<T> tried(Function<DSLContext, T> work, long until) {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            await(t, Math.max(1, (until - System.nanoTime()) / 1_000_000));
            if (t.fetchExists(EVENT_BATCH)) {
                return Optional.empty();
            }
            long began = System.nanoTime();
            try {
                return Optional.of(work.apply(t));
            } finally {
                long ended = System.nanoTime();
                past = new Past(ended, Duration.ofNanos(ended - began));
            }
        });
    }

    /// From then on the connection idles while ClickHouse works: neither PostgreSQL nor what stands
    /// between may take it for dead.
    private void await(DSLContext t, long millis) {
        set(t, "lock_timeout", Long.toString(millis));
        try {
            EventRelay.waitAlone(t);
        } catch (RuntimeException e) {
            if (notAvailable(e)) {
                throw new IllegalStateException(
                        "The relay has been shipping for " + patience.toSeconds() + " s", e);
            }
            throw e;
        }
        set(t, "lock_timeout", "0");
        set(t, "idle_in_transaction_session_timeout", "0");
        set(t, "tcp_keepalives_idle", "30");
    }

    private static void set(DSLContext t, String setting, String value) {
        t.fetch("select set_config({0}, {1}, true)", DSL.val(setting), DSL.val(value));
    }

    private static boolean notAvailable(Throwable e) {
        for (Throwable next = e; next != null; next = next.getCause()) {
            if (next instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
