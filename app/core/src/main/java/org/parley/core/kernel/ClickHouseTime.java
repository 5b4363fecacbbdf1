package org.parley.core.kernel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Instants as ClickHouse reads a `DateTime64(3, 'UTC')` from text: as text they do not depend on
/// the zone of the JVM.
public final class ClickHouseTime {

    /// What a `DateTime64(3)` can hold.
    public static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("2299-12-31T00:00:00Z");

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private ClickHouseTime() {}

    /// Whether ClickHouse can hold it.
    public static boolean holds(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
