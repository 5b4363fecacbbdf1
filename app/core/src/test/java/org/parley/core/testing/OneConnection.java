package org.parley.core.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// A test's database over one connection, which is faster than a new one a statement. For one
/// thread at a time.
public final class OneConnection {

    /// More than one test looks at; the server has room for some two hundred.
    private static final int MOST = 16;

    private static final Deque<Connection> OPEN = new ArrayDeque<>();

    private OneConnection() {}

    /// Ends the connection of a test that is long over.
    public static DSLContext to(DataSource database) {
        synchronized (OPEN) {
            try {
                if (OPEN.size() >= MOST) {
                    OPEN.removeFirst().close();
                }
                OPEN.addLast(database.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return DSL.using(OPEN.getLast(), SQLDialect.POSTGRES);
        }
    }
}
