package org.parley.batch.imports.staging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.batch.imports.staging.Applying.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Runs the named statements over an import or a slice of it.
final class Statements {

    private final JdbcClient jdbc;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    Statements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int update(String name, Slice slice) {
        return over(name, slice).update();
    }

    long count(String name, Slice slice) {
        return over(name, slice).query(Long.class).single();
    }

    int update(String name, Map<String, ?> parameters) {
        return jdbc.sql(text(name)).params(parameters).update();
    }

    long count(String name, Map<String, ?> parameters) {
        return jdbc.sql(text(name)).params(parameters).query(Long.class).single();
    }

    private JdbcClient.StatementSpec over(String name, Slice slice) {
        return jdbc.sql(text(name))
                .param("import", slice.importId())
                .param("after", slice.after())
                .param("to", slice.to());
    }

    private String text(String name) {
        return texts.computeIfAbsent(name, SqlText::of);
    }
}
