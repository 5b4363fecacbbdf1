package org.parley.core.tracking.internal;

import org.jspecify.annotations.Nullable;

/// The message a fact speaks of, its row locked; or only the person, where no message is known.
///
/// @param preference 1 by our id, 2 by the provider's, 3 by address; null without a message
record Located(
        int n,
        @Nullable Integer preference,
        @Nullable Integer run,
        @Nullable Integer ordinal,
        @Nullable String standing,
        @Nullable Long contactId) {

    /// Whether receipts may be applied.
    boolean settled() {
        return "settled".equals(standing);
    }

    /// Whether dispatch has not yet written what became of the attempt.
    boolean inFlight() {
        return "claimed".equals(standing);
    }

    boolean byReference() {
        return preference != null && preference < 3;
    }
}
