package org.parley.core.tracking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A click on a message, as far as a sweep over its links is concerned.
///
/// @param at cut to the millisecond, as events keep it, so that the same clicks are the same sweep
///   whenever they are looked at
/// @param link index of the link
public record LinkClick(Instant at, int link) {

    public LinkClick {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
