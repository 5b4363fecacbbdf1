package org.parley.sandbox.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// One signed webhook, ready to send as often as the provider would.
///
/// @param kind what it reports, for people: `delivered`, `message`, `statuses`
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the signature is over these bytes
public record Webhook(
        Channel channel,
        String kind,
        Map<String, String> headers,
        byte[] body,
        @Nullable Route route) {

    /// Where this one goes instead of to the channel's target, and how often it is tried.
    public record Route(URI to, int attempts) {}

    /// To the channel's target, tried as often as usual.
    public Webhook(Channel channel, String kind, Map<String, String> headers, byte[] body) {
        this(channel, kind, headers, body, null);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
