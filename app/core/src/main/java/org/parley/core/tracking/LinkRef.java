package org.parley.core.tracking;

import org.parley.core.kernel.MessageId;

/// One link of one message, as its token says it.
///
/// @param step of the arm on which the message was sent, 1 to 4
/// @param index position among the message's links, 0 to 255
public record LinkRef(MessageId message, int step, int index) {}
