package org.parley.channels.meta;

import java.util.Map;
import java.util.Optional;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.WebhookRequest;

/// How Meta proves that a webhook is its own, and asks whether an address is ours ("Webhooks" of
/// the Graph API).
///
/// @param appSecret signs each body
/// @param verifyToken chosen by us, sent by Meta when the webhook is set up
public record GraphWebhooks(Secret appSecret, Secret verifyToken) {

    /// Meta: "webhooks payloads can be up to 3 MB".
    public static final int BODY_LIMIT = 3 << 20;

    private static final String PREFIX = "sha256=";

    /// `hub.mode`, `hub.verify_token`, `hub.challenge`: what to answer, or empty to refuse.
    public Optional<String> handshake(Map<String, String> query) {
        boolean known = Hmac.same(verifyToken.value(), query.getOrDefault("hub.verify_token", ""));
        return known && "subscribe".equals(query.get("hub.mode"))
                ? Optional.ofNullable(query.get("hub.challenge"))
                : Optional.empty();
    }

    /// By `X-Hub-Signature-256` over the raw bytes, which Meta signs in their escaped form.
    public boolean authentic(WebhookRequest request) {
        String header = request.header("x-hub-signature-256");
        return header != null
                && header.startsWith(PREFIX)
                && Hmac.matches(header.substring(PREFIX.length()), appSecret, request.body());
    }
}
