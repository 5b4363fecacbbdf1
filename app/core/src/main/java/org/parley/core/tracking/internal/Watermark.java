package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.Locale;

/// What a provider tells of all messages to one address by one time.
///
/// @param kind `delivered` or `seen`
record Watermark(String channel, String address, String kind, Instant at) {

    enum Kind {
        /// All that was sent until then.
        DELIVERED,
        /// All that was delivered until then.
        SEEN;

        /// As the table has it, and as a {@link Lookup} asks for what it covers.
        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Watermark(String channel, String address, Kind kind, Instant at) {
        this(channel, address, kind.column(), at);
    }
}
