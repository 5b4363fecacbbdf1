package org.parley.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parley.sandbox.world.Channel;

/// One signed webhook, ready to send as often as the provider would.
///
/// @param kind what it reports, for people: `delivered`, `message`, `statuses`
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the signature is over these bytes
public record Webhook(Channel channel, String kind, Map<String, String> headers, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
