package org.parley.analytics.finance;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// The wish to close a month anew with what is known today, which somebody else decides on.
///
/// @param state `requested`, `approved` or `refused`
public record Restatement(
        long id,
        YearMonth month,
        String reason,
        String requestedBy,
        Instant requestedAt,
        String state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {}
