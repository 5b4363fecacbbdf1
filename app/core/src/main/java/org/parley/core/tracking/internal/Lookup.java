package org.parley.core.tracking.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Asks which message a fact speaks of. Read by `lock_messages.sql`.
///
/// @param n number of the fact in its batch
/// @param scope `receipt` or `person`, or the kind of a {@link Watermark}
/// @param since how far back a person's last message may lie
/// @param patient whether the person's last message may be one of unknown outcome
record Lookup(
        int n,
        String scope,
        String channel,
        @Nullable Integer run,
        @Nullable Integer ordinal,
        @Nullable String providerId,
        @Nullable String address,
        Instant at,
        @Nullable Instant since,
        boolean patient) {}
