package org.parley.core.tracking.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person wrote or tapped, with the person and the message where known. Read by
/// `record_inbound.sql`.
record InboundFact(
        String channel,
        String account,
        String providerId,
        String address,
        @Nullable Long contactId,
        @Nullable Integer run,
        @Nullable Integer ordinal,
        String kind,
        String text,
        @Nullable String payload,
        Instant at) {}
