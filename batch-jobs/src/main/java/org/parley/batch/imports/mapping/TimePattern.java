package org.parley.batch.imports.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/// Patterns of `java.time` that files write times in, with English names of months in any case.
public final class TimePattern {

    private static final int LONGEST = 64;
    // a day that is no month, and an hour that only 24 hours have
    private static final OffsetDateTime SOME =
            OffsetDateTime.of(2026, 10, 31, 13, 45, 10, 0, ZoneOffset.UTC);

    private TimePattern() {}

    /// @throws IllegalArgumentException where it is no pattern
    public static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    /// A moment where the text tells the offset, else a local time, else a day.
    ///
    /// @throws DateTimeException where it tells none of them
    public static TemporalAccessor parse(DateTimeFormatter format, String text) {
        return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    }

    /// Whether a day can be read with it, with or without a time and an offset.
    public static boolean isReadable(String pattern) {
        try {
            DateTimeFormatter format = formatter(pattern);
            return pattern.length() <= LONGEST
                    && LocalDate.from(parse(format, format.format(SOME)))
                            .equals(SOME.toLocalDate());
        } catch (IllegalArgumentException | DateTimeException _) {
            return false;
        }
    }
}
