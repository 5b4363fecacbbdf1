package org.parley.channels.apple;

import java.time.Duration;
import java.time.Instant;

/// A time to choose.
///
/// @param identifier comes back when it is chosen
public record TimeSlot(String identifier, Instant start, Duration length) {}
