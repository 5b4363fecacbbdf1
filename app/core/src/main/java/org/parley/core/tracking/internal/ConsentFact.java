package org.parley.core.tracking.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A grant or a withdrawal of marketing consent. Read by `record_consent.sql`.
///
/// @param address whom it concerns; null where the person alone is known
record ConsentFact(
        String channel,
        @Nullable String address,
        @Nullable Long contactId,
        String state,
        Instant at,
        String source,
        String method,
        @Nullable String wording,
        String evidence) {}
