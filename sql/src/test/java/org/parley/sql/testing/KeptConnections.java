package org.parley.sql.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A data source that keeps the connections that are closed, for the next to ask: to open one takes
/// longer than most statements of a test. All databases of this JVM share the room for idle ones,
/// so that tests long over do not hold what the server has. Thread-safe.
final class KeptConnections implements DataSource {
    /// Of some two hundred that the server allows.
    private static final int MOST_IDLE = 16;

    private static final Deque<Idle> IDLE = new ArrayDeque<>();

    private final DataSource opened;

    KeptConnections(DataSource opened) {
        this.opened = opened;
    }

    private record Idle(KeptConnections owner, Connection connection) {}

    @Override
    public Connection getConnection() throws SQLException {
        var kept = take();
        return lend(kept == null ? opened.getConnection() : kept);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return opened.getConnection(user, password);
    }

    private Connection take() throws SQLException {
        synchronized (IDLE) {
            // The newest first: the oldest are those that others may have forgotten.
            for (var idle = IDLE.descendingIterator(); idle.hasNext(); ) {
                var next = idle.next();
                if (next.owner() == this) {
                    idle.remove();
                    if (!next.connection().isClosed()) {
                        return next.connection();
                    }
                }
            }
            return null;
        }
    }

    private void keep(Connection connection) throws SQLException {
        var tooMany = new ArrayList<Connection>();
        synchronized (IDLE) {
            IDLE.addLast(new Idle(this, connection));
            while (IDLE.size() > MOST_IDLE) {
                tooMany.add(IDLE.removeFirst().connection());
            }
        }
        closeAll(tooMany);
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private Connection lend(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        KeptConnections.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Lent(connection)::invoke);
    }

    /// One use of a connection, from being asked for to being closed.
    private final class Lent {
        private final Connection connection;
        private boolean changed;
        private boolean closed;

        Lent(Connection connection) {
            this.connection = connection;
        }

        @SuppressWarnings("ReferenceEquality") // two uses of one connection are two
        Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "close" -> {
                    giveBack();
                    return null;
                }
                case "isClosed" -> {
                    return closed || connection.isClosed();
                }
                default -> {
                    if (closed) {
                        throw new SQLException("This connection was closed");
                    }
                    changed |= changes(method.getName());
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }
            }
        }

        /// What the next must not inherit, such as an isolation level.
        private static boolean changes(String method) {
            return switch (method) {
                // put right when it comes back
                case "setAutoCommit", "setReadOnly", "setSavepoint" -> false;
                default -> method.startsWith("set");
            };
        }

        private synchronized void giveBack() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            if (!changed && tidied()) {
                keep(connection);
            } else {
                connection.close();
            }
        }

        /// Whether it is as good as new; not where the server has ended it.
        private boolean tidied() {
            try {
                if (connection.isClosed() || connection.isReadOnly()) {
                    return false;
                }
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                return true;
            } catch (SQLException _) {
                return false;
            }
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return opened.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        opened.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        opened.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return opened.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(KeptConnections.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return opened.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return opened.isWrapperFor(type);
    }
}
