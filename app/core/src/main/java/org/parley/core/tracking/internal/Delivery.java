package org.parley.core.tracking.internal;

import org.parley.core.kernel.Channel;

/// A stored webhook that is due.
///
/// @param attempts how often it was tried before
record Delivery(long id, Channel channel, String account, byte[] body, int attempts) {}
