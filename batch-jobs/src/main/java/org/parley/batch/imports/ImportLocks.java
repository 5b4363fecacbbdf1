package org.parley.batch.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.core.kernel.DatabaseLock;

/// Says which node works on an import: an advisory lock of PostgreSQL, gone with the connection of
/// a node that dies, so that nobody has to guess whether it is dead.
final class ImportLocks {

    private final DataSource dataSource;

    ImportLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @return empty where another node has it
    Optional<Held> take(long importId) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean taken = false;
        try {
            taken = call(connection, "pg_try_advisory_lock", importId);
            return taken ? Optional.of(new Held(connection, importId)) : Optional.empty();
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    private static boolean call(Connection connection, String function, long importId) {
        return DSL.using(connection, SQLDialect.POSTGRES)
                .select(
                        DSL.function(
                                function,
                                Boolean.class,
                                DSL.val(DatabaseLock.IMPORT.half()),
                                DSL.val(Math.toIntExact(importId))))
                .fetchSingle()
                .value1();
    }

    /// The lock, until it is closed.
    record Held(Connection connection, long importId) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            try (connection) {
                call(connection, "pg_advisory_unlock", importId);
            }
        }
    }
}
