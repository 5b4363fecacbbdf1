package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.Locale;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.LinkRef;

/// A program called one address of one message.
///
/// @param machine whether nobody sat before it, as far as its request tells
public record Sighting(Kind kind, LinkRef link, Instant at, boolean machine, Caller caller) {

    /// What the address is good for.
    public enum Kind {
        CLICKED,
        OPENED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
