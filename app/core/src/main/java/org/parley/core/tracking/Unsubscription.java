package org.parley.core.tracking;

import org.parley.core.kernel.Channel;

/// What became of a one-click withdrawal.
public sealed interface Unsubscription {

    /// Withdrawn now, or already before: the person is told the same.
    ///
    /// @param channel on which no marketing is sent any more
    record Withdrawn(Channel channel) implements Unsubscription {}

    /// The message is gone.
    record NoSuchMessage() implements Unsubscription {}
}
