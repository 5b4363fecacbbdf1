package org.parley.core.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.SQL;
import org.jooq.impl.DSL;

/// The one query that says who is in a selection, for reports and for segments.
public final class SelectedPeople {

    private static final String QUERY = read("/org/parley/sql/reports/run_selected.sql");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private SelectedPeople() {}

    /// A query of ClickHouse with one row and one column, `people`: the bitmap of the ordinals.
    /// Every value is a bound parameter.
    public static SQL bitmap(RunSelection selection) {
        return DSL.sql(
                QUERY,
                selection.run(),
                selection.arm() == null,
                Objects.toString(selection.arm(), ""),
                selection.channel() == null,
                Objects.toString(selection.channel(), ""),
                selection.country() == null,
                Objects.toString(selection.country(), ""),
                selection.language() == null,
                Objects.toString(selection.language(), ""),
                RunSelection.stored(selection.did()),
                RunSelection.stored(selection.didNot()),
                selection.ranged(),
                text(selection.opens()),
                text(selection.closes()));
    }

    private static String text(Instant time) {
        return TIME.format(time);
    }

    private static String read(String resource) {
        try (var in = SelectedPeople.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No query " + resource);
            }
            // The driver's parser loses parameters behind comments (clickhouse-java issue 3052).
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
