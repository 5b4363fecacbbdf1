package org.parley.core.tracking;

import org.jspecify.annotations.Nullable;

/// A click or an open as its event tells it.
///
/// @param rules version of the rules that judged it; 0: none, as what was imported, concluded or
///   told before rules had versions
/// @param arrival the verdict at arrival
/// @param userAgent as kept; empty: none was named
/// @param network as kept; empty: unknown
/// @param sinceAcceptedMs milliseconds since the moment that haste is measured from; null: not
///   known
public record ToldSighting(
        SightingKind kind,
        int rules,
        Verdict arrival,
        String userAgent,
        String network,
        @Nullable Long sinceAcceptedMs) {}
