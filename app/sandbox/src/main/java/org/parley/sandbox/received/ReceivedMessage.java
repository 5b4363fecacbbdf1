package org.parley.sandbox.received;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// One accepted send.
///
/// @param trackingId `tracking_data`, `biz_opaque_callback_data` or Message-ID, if any
/// @param bodyHash 64 bits of the payload as it arrived, in hexadecimal
/// @param body the payload itself, for the last few only
public record ReceivedMessage(
        Channel channel,
        String address,
        @Nullable String trackingId,
        String providerMessageId,
        String bodyHash,
        Instant at,
        @Nullable String body) {
    ReceivedMessage withoutBody() {
        return new ReceivedMessage(
                channel, address, trackingId, providerMessageId, bodyHash, at, null);
    }
}
