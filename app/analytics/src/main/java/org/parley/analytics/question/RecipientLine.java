package org.parley.analytics.question;

import org.jspecify.annotations.Nullable;

/// One person of a run as the ledger has them at present. Nothing that names them: that is the
/// contact's.
///
/// @param externalId the company's own number of the person; null: the contact is gone
/// @param channel on which they count; null: the holdout
/// @param state of the ledger: pending, claimed, sent, failed, unknown, skipped or deferred
/// @param reason of the state; null: it needs none
public record RecipientLine(
        int ordinal,
        long contactId,
        @Nullable String externalId,
        int arm,
        @Nullable String channel,
        @Nullable String country,
        @Nullable String language,
        String state,
        @Nullable String reason) {}
