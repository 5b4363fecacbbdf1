package org.parley.analytics.history;

import org.jspecify.annotations.Nullable;

/// A figure as it should be.
///
/// @param currency null: not of money
/// @param value null: there is none
public record Expected(
        String id,
        @Nullable String currency,
        long numerator,
        long denominator,
        @Nullable Double value) {}
