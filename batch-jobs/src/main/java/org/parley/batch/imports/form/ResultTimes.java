package org.parley.batch.imports.form;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.results.ResultMapping;

/// Times of results: from the start of their campaign to now.
final class ResultTimes {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Function<String, Optional<Instant>> format;
    private final Instant began;
    private final Clock clock;
    private final String wanted;

    ResultTimes(ResultMapping mapping, Clock clock) {
        String pattern = mapping.timeFormat();
        this.format =
                pattern == null
                        ? new Moments(mapping.campaign().zoneId())::read
                        : new PatternMoments(pattern, mapping.campaign().zoneId())::read;
        this.wanted =
                pattern == null
                        ? "a time such as 2026-11-21T09:30:00Z"
                        : "a time in the format of the mapping";
        this.began = mapping.campaign().began();
        this.clock = clock;
    }

    /// @return null also where there is one that cannot be; the row falls then
    @Nullable Instant read(Cells cells, String column) {
        Instant at = cells.optionalOrFall(column, format, wanted);
        if (at == null) {
            return null;
        }
        if (at.isBefore(began)) {
            cells.rejectRow(column, "Is before the start of the campaign");
            return null;
        }
        if (at.isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
            cells.rejectRow(column, "Is in the future");
            return null;
        }
        return at;
    }
}
