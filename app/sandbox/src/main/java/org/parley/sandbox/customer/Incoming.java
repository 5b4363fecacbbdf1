package org.parley.sandbox.customer;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// A message as the customer holds it in hand.
///
/// @param key names the message among those to this address: its tracking id, else a number
/// @param trackingId `tracking_data`, `biz_opaque_callback_data` or Message-ID, if any
/// @param form the provider's own word for the kind of message, for its voice
/// @param links what can be clicked
/// @param unsubscribe the one-click address of an e-mail
public record Incoming(
        Channel channel,
        String address,
        String key,
        String providerMessageId,
        @Nullable String trackingId,
        String form,
        List<Link> links,
        List<QuickReply> quickReplies,
        @Nullable URI unsubscribe) {
    /// Something to click.
    ///
    /// @param echoed the click also comes back to the business as a message, as on Viber
    public record Link(String url, boolean echoed) {}

    public Incoming {
        links = List.copyOf(links);
        quickReplies = List.copyOf(quickReplies);
    }
}
