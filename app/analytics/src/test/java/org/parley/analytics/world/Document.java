package org.parley.analytics.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sale, refund or adjustment.
///
/// @param original id of the sale; 0: none or unknown
/// @param credited whom it is credited to; null: nobody
public record Document(
        long id,
        String kind,
        long original,
        long contact,
        Instant at,
        String currency,
        long minor,
        @Nullable Person credited) {}
