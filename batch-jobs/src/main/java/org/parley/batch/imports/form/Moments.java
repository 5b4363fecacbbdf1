package org.parley.batch.imports.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Points in time as files write them: ISO 8601 with an offset, or without one in the file's zone
/// (a local time that occurs twice is its first; one that never occurs moves forward, as
/// `java.time` does), or a day, which stands for its start. Years 1900 to 2199.
final class Moments {

    private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d{2}:?(\\d{2})?)$");

    private final ZoneId zone;

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    Optional<Instant> read(String cell) {
        try {
            Instant moment =
                    parse(cell.length() > 10 && cell.charAt(10) == ' ' ? join(cell) : cell);
            int year = moment.atZone(zone).getYear();
            return year < 1900 || year > 2199 ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Instant parse(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        return text.length() > 16 && OFFSET.matcher(text.substring(16)).matches()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private static String join(String cell) {
        return cell.substring(0, 10) + 'T' + cell.substring(11);
    }
}
