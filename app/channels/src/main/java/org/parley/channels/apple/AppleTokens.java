package org.parley.channels.apple;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.node.ObjectNode;

/// Tokens between Apple and us, HS256 with one secret both ways: ours name us as issuer, Apple's
/// name us as audience.
final class AppleTokens {

    private static final Duration OLDEST = Duration.ofHours(1);

    private final byte[] key;
    private final String mspId;

    AppleTokens(AppleSettings settings) {
        this.key = settings.key();
        this.mspId = settings.mspId();
    }

    String ours(Instant now) {
        ObjectNode claims = JsonBody.object();
        claims.put("iss", mspId).put("iat", now.getEpochSecond());
        String signed =
                encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encode(JsonBody.bytes(claims));
        return signed + "." + encode(sign(signed));
    }

    /// Is this header Apple's, for us, and fresh?
    boolean isApples(@Nullable String authorization, Instant now) {
        String[] parts =
                authorization != null && authorization.startsWith("Bearer ")
                        ? authorization.substring("Bearer ".length()).split("\\.", -1)
                        : new String[0];
        if (parts.length != 3) {
            return false;
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            byte[] signature = decoder.decode(parts[2]);
            if (!MessageDigest.isEqual(sign(parts[0] + "." + parts[1]), signature)) {
                return false;
            }
            ObjectNode header = JsonBody.answer(decoder.decode(parts[0]));
            ObjectNode claims = JsonBody.answer(decoder.decode(parts[1]));
            return header != null
                    && claims != null
                    && header.path("alg").asString("").equals("HS256")
                    && claims.path("aud").asString("").equals(mspId)
                    && Math.abs(now.getEpochSecond() - claims.path("iat").asLong(0))
                            <= OLDEST.toSeconds();
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
