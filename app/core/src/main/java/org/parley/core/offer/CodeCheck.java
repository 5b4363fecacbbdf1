package org.parley.core.offer;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a store is told of a code: never whose it is.
///
/// @param offer null where the code is unknown, as is the rest
/// @param usesLeft orders in which it may still be redeemed; 0 where it is unknown
public record CodeCheck(
        State state,
        @Nullable String offer,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        int usesLeft) {

    static final CodeCheck UNKNOWN = new CodeCheck(State.UNKNOWN, null, null, null, 0);

    /// Whether it may be used.
    public enum State {
        VALID,
        NOT_YET_VALID,
        EXPIRED,
        /// In as many orders as it may.
        REDEEMED,
        /// Nobody got such a code.
        UNKNOWN;

        /// As it stands in the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
