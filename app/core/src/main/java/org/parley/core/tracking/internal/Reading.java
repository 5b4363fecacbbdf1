package org.parley.core.tracking.internal;

import java.time.Instant;

/// "Seen everything until then" of one address.
record Reading(String channel, String address, Instant at) {}
