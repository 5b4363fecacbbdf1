package org.parley.core.content;

import org.jspecify.annotations.Nullable;

/// What a caller left out of JSON: null in a field that must not be null, until the message's
/// problems name it.
final class Absent {

    private Absent() {}

    @SuppressWarnings("NullAway")
    static <T> T orNull(@Nullable T value) {
        return value;
    }
}
