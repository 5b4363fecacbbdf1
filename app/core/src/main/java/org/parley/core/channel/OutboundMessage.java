package org.parley.core.channel;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;

/// One message to one address.
///
/// @param address as the channel wants it: E.164, mailbox, or the provider's id of the person
/// @param windowOpen whether the person wrote within the channel's service window
/// @param unsubscribe one-click address (RFC 8058) for channels that carry one
/// @param pixel picture whose loading shows that the message was opened, for channels that carry
///   HTML; null: none
public record OutboundMessage(
        MessageId id,
        String address,
        RenderedMessage content,
        boolean windowOpen,
        @Nullable URI unsubscribe,
        @Nullable URI pixel) {

    /// Without a pixel.
    public OutboundMessage(
            MessageId id,
            String address,
            RenderedMessage content,
            boolean windowOpen,
            @Nullable URI unsubscribe) {
        this(id, address, content, windowOpen, unsubscribe, null);
    }
}
