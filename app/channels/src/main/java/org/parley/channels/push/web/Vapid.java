package org.parley.channels.push.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.node.ObjectNode;

/// Who pushes (RFC 8292): a token for one push service, good for half of the day it may last.
final class Vapid {

    private static final Duration LIFE = Duration.ofHours(12);

    private final PrivateKey key;
    private final String publicKey;
    private final String subject;

    Vapid(WebPushSettings settings) {
        try {
            this.key =
                    P256.privateKey(Base64.getUrlDecoder().decode(settings.privateKey().value()));
            var _ = P256.publicKey(Base64.getUrlDecoder().decode(settings.publicKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The VAPID keys are no keys of P-256", e);
        }
        this.publicKey = settings.publicKey();
        this.subject = settings.subject();
    }

    String authorization(String origin, Instant now) {
        ObjectNode claims = JsonBody.object();
        claims.put("aud", origin);
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("sub", subject);
        String signed =
                encode("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encode(JsonBody.bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + encode(signature.sign()) + ", k=" + publicKey;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
