package org.parley.batch.imports.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.parley.batch.imports.mapping.TimePattern;

/// Points in time in a pattern of `java.time`, with English names of months; without an offset in
/// the file's zone, a day alone stands for its start.
final class PatternMoments {

    private final DateTimeFormatter format;
    private final ZoneId zone;

    PatternMoments(String pattern, ZoneId zone) {
        this.format = TimePattern.formatter(pattern);
        this.zone = zone;
    }

    Optional<Instant> read(String cell) {
        try {
            TemporalAccessor parsed = TimePattern.parse(format, cell);
            return Optional.of(
                    switch (parsed) {
                        case OffsetDateTime exact -> exact.toInstant();
                        case LocalDateTime local -> local.atZone(zone).toInstant();
                        default -> LocalDate.from(parsed).atStartOfDay(zone).toInstant();
                    });
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
