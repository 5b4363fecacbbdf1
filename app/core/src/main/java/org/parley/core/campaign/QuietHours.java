package org.parley.core.campaign;

import java.time.LocalTime;

/// Hours of the contact's own day in which nothing is sent. May span midnight; `from` is inside,
/// `until` is not.
public record QuietHours(LocalTime from, LocalTime until) {

    public QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("Quiet hours that start when they end");
        }
    }
}
