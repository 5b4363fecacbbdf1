package org.parley.analytics.internal;

import java.time.Instant;

/// Orders of these days count, and their refunds, whenever those come.
///
/// @param from inclusive
/// @param until exclusive
public record OrderWindow(Instant from, Instant until) {}
