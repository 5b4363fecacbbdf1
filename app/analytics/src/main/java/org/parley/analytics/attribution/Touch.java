package org.parley.analytics.attribution;

import java.time.Instant;
import org.parley.core.kernel.MessageId;

/// A touch of one message whose window holds the order.
public record Touch(MessageId message, TouchKind kind, Instant at) {}
