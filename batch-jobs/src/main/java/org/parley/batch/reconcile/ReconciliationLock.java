package org.parley.batch.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.DatabaseLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One reconciliation at a time over all nodes: two would mend the same. An advisory lock on a
/// connection of its own, which ends with the node that holds it.
///
/// Who has settled its row lets go a moment later, so asking waits for a moment.
final class ReconciliationLock {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationLock.class);

    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final long NOBODY = 0;

    private final DataSource postgres;
    private @Nullable Connection held;
    private long owner = NOBODY;

    ReconciliationLock(DataSource postgres) {
        this.postgres = postgres;
    }

    /// @return whether it was free
    boolean take() {
        for (int tries = 0; tries < TRIES; tries++) {
            if (tryTake()) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return false;
    }

    /// For which reconciliation it was taken.
    synchronized void belongsTo(long id) {
        owner = id;
    }

    private synchronized boolean tryTake() {
        if (held != null) {
            return false;
        }
        Connection connection = null;
        try {
            connection = postgres.getConnection();
            if (asked(connection, "pg_try_advisory_lock")) {
                held = connection;
                connection = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL is away", e);
        } finally {
            close(connection);
        }
        return held != null;
    }

    /// @param id of the reconciliation; harmless where another one, or nobody, has the lock
    synchronized void release(long id) {
        if (owner != id) {
            return;
        }
        Connection connection = held;
        held = null;
        owner = NOBODY;
        if (connection != null) {
            try {
                asked(connection, "pg_advisory_unlock");
            } catch (RuntimeException e) {
                log.warn("The connection that held the reconciliation is gone: {}", e.getMessage());
            } finally {
                close(connection);
            }
        }
    }

    private static boolean asked(Connection connection, String function) {
        return DSL.using(connection, SQLDialect.POSTGRES)
                .select(
                        DSL.function(
                                function,
                                Boolean.class,
                                DSL.val(DatabaseLock.RECONCILIATION.key())))
                .fetchSingle()
                .value1();
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.warn("A connection to PostgreSQL could not be closed", e);
            }
        }
    }
}
