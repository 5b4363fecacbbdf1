package org.parley.analytics.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One code of a run, once a use; once without where it was not used.
///
/// @param ordinal of the recipient
/// @param externalId null: the contact is gone
/// @param state of the message
/// @param store null, as the rest: it was not used
/// @param toldBy store, which redeemed it, or order, which was placed with it
/// @param usedBy recipient, another or unknown
/// @param verdict allowed, beyond_limit, not_yet_valid or expired
public record CodeLine(
        int ordinal,
        long contactId,
        @Nullable String externalId,
        int arm,
        String code,
        Instant issuedAt,
        String state,
        @Nullable String store,
        @Nullable String orderId,
        @Nullable Instant redeemedAt,
        @Nullable String toldBy,
        @Nullable String usedBy,
        @Nullable String verdict) {}
