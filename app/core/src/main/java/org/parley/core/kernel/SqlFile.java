package org.parley.core.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Statements that live in `.sql` files beside the class that runs them.
public final class SqlFile {

    private SqlFile() {}

    /// Without its lines of comment: behind them the driver of ClickHouse loses parameters
    /// (clickhouse-java issue 3052).
    ///
    /// @throws IllegalStateException when the build forgot the file
    public static String readPlain(Class<?> owner, String name) {
        return read(owner, name)
                .lines()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .collect(Collectors.joining("\n"));
    }

    /// @throws IllegalStateException when the build forgot the file
    public static String read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No statement " + name + " beside " + owner);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
