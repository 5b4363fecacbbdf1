package org.parley.channels.push.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.node.ObjectNode;

/// A browser's subscription, as its page sends it: `{endpoint, keys: {p256dh, auth}}`.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Subscription(URI endpoint, PublicKey key, byte[] point, byte[] auth) {

    static Optional<Subscription> read(String address) {
        ObjectNode json = JsonBody.answer(address.getBytes(StandardCharsets.UTF_8));
        if (json == null) {
            return Optional.empty();
        }
        try {
            URI endpoint = URI.create(json.path("endpoint").asString(""));
            byte[] point = decode(json.path("keys").path("p256dh").asString(""));
            byte[] auth = decode(json.path("keys").path("auth").asString(""));
            return !isWeb(endpoint) || auth.length != 16
                    ? Optional.empty()
                    : Optional.of(new Subscription(endpoint, P256.publicKey(point), point, auth));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(URI endpoint) {
        String scheme = endpoint.getScheme();
        return endpoint.getHost() != null
                && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
    }

    /// The push service, as tokens name it.
    String origin() {
        int port = endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + (port < 0 ? "" : ":" + port);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
