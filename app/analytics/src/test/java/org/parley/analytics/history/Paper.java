package org.parley.analytics.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sale, refund or adjustment.
///
/// @param original id of the sale; 0: none or unknown
/// @param credited whose message it is credited to; null: nobody's
/// @param touched when that message was touched
public record Paper(
        long id,
        String kind,
        long original,
        long contact,
        Instant at,
        String currency,
        long minor,
        @Nullable Target credited,
        Instant touched) {}
