package org.parley.core.tracking.internal;

import org.jspecify.annotations.Nullable;

/// The message a fact speaks of, its row locked; or only the person, where no message is known.
///
/// @param step of the arm on which that message was sent, from 1
/// @param address that it was sent to
/// @param certain whether the message was sent for certain
/// @param preference 1 by our id, 2 by the provider's, 3 by address; null without a message
record Located(
        int n,
        @Nullable Integer preference,
        @Nullable Integer run,
        @Nullable Integer ordinal,
        @Nullable Integer step,
        @Nullable String address,
        @Nullable String standing,
        boolean certain,
        @Nullable Long contactId) {

    /// Whether receipts may be applied.
    boolean settled() {
        return "settled".equals(standing);
    }

    /// Whether dispatch has not yet written what became of the attempt.
    boolean inFlight() {
        return "claimed".equals(standing);
    }

    /// Whether it is the person's last attempt, but nobody knows yet whether it was sent.
    boolean guessed() {
        return preference != null && preference == 3 && !certain;
    }

    boolean byReference() {
        return preference != null && preference < 3;
    }
}
