package org.parley.core.tracking.internal;

import java.time.Instant;
import org.parley.core.kernel.Channel;

/// A verified webhook on its way into the store.
public record Arrival(Channel channel, String account, Instant at, byte[] body) {}
