package org.parley.sql.migration;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A data source whose plain statements are spelt for a layout on their way to the server. Below
/// Flyway, so that it reads and checks the migrations as they are in the files.
final class SpellingDataSource {

    private SpellingDataSource() {}

    static DataSource of(DataSource store, ClickHouseLayout layout) {
        return wrapped(
                DataSource.class,
                store,
                (method, result) ->
                        method.equals("getConnection")
                                ? connection((Connection) requireNonNull(result), layout)
                                : result);
    }

    private static Connection connection(Connection connection, ClickHouseLayout layout) {
        return wrapped(
                Connection.class,
                connection,
                (method, result) ->
                        method.equals("createStatement")
                                ? statement((Statement) requireNonNull(result), layout)
                                : result);
    }

    private static Statement statement(Statement statement, ClickHouseLayout layout) {
        return (Statement)
                Proxy.newProxyInstance(
                        SpellingDataSource.class.getClassLoader(),
                        new Class<?>[] {Statement.class},
                        (_, method, arguments) -> {
                            if (!method.getName().equals("execute") || arguments.length != 1) {
                                return call(() -> method.invoke(statement, arguments));
                            }
                            boolean rows = false;
                            for (String each : layout.spell((String) arguments[0])) {
                                rows = statement.execute(each);
                            }
                            return rows;
                        });
    }

    private interface Then {
        @Nullable Object after(String method, @Nullable Object result);
    }

    private static <T> T wrapped(Class<T> type, T inner, Then then) {
        return type.cast(
                Proxy.newProxyInstance(
                        SpellingDataSource.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) ->
                                then.after(
                                        method.getName(),
                                        call(() -> method.invoke(inner, arguments)))));
    }

    private interface Call {
        @Nullable Object make() throws ReflectiveOperationException;
    }

    private static @Nullable Object call(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
