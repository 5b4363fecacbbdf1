package org.parley.batch.imports.form;

import java.util.List;
import java.util.stream.Collectors;

/// Text of a `text[]` as PostgreSQL reads it (manual, 8.15.2).
final class PostgresArray {

    private PostgresArray() {}

    static String of(List<String> items) {
        return items.stream()
                .map(item -> '"' + item.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
