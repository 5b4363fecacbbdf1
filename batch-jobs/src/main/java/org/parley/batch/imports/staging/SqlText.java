package org.parley.batch.imports.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Statements that stand in files of their own beside the package `org.parley.batch.imports`.
final class SqlText {

    private SqlText() {}

    static String of(String name) {
        try (InputStream in =
                SqlText.class.getResourceAsStream("/org/parley/batch/imports/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no statement " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
