package org.parley.core.channel;

import java.util.function.Consumer;

/// An account whose provider tells things over a session that we keep open instead of by webhook
/// (SMPP).
public interface SessionAdapter extends ChannelAdapter {

    /// Opens the session and hands over what comes from now on, in the form that {@link #parse}
    /// reads. Returns when the session is up or has failed to come up; it is tried again.
    ///
    /// @param intake keeps a body, durably, before it returns; when it throws, the provider tells
    ///   the same again
    void listen(Consumer<byte[]> intake);
}
