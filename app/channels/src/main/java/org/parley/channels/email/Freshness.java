package org.parley.channels.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How old a signed call may be. A provider that tries again for hours may show its first time, so
/// the bound is as long as it tries; whatever is told twice within changes nothing.
///
/// @param oldest longer than the provider's last try
record Freshness(Clock clock, Duration oldest) {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /// @param seconds since 1970, as the provider wrote it
    boolean accepts(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,11}")) {
            return false;
        }
        Instant told = Instant.ofEpochSecond(Long.parseLong(seconds));
        Instant now = clock.instant();
        return told.isAfter(now.minus(oldest)) && told.isBefore(now.plus(CLOCKS_APART));
    }
}
