package org.parley.core.offer;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What people get by a code of their own: its terms, which never change.
///
/// @param prefix what codes that are made here begin with; null: of a pool
/// @param length how many drawn characters follow it; null: of a pool
/// @param mostUses orders in which one code may be redeemed
/// @param validFrom inclusive; null: from the first moment on
/// @param validUntil exclusive; null: for ever
public record Offer(
        long id,
        String name,
        Source source,
        @Nullable String prefix,
        @Nullable Integer length,
        int mostUses,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        String createdBy,
        Instant createdAt) {

    /// Where the codes come from.
    public enum Source {
        /// Drawn here when somebody needs one; there are always enough.
        MADE,
        /// Made in the shop and brought here; there are as many as were brought.
        POOL;

        /// As it is stored.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Source of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean endedAt(Instant moment) {
        return validUntil != null && !moment.isBefore(validUntil);
    }
}
