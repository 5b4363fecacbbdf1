package org.parley.channels.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;

/// Signatures of webhooks: hex HMAC-SHA256 over the raw body.
public final class Hmac {

    private Hmac() {}

    public static String hex(Secret key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compares in constant time; hex digits in either case.
    public static boolean matches(@Nullable String given, Secret key, byte[] body) {
        return given != null
                && MessageDigest.isEqual(
                        hex(key, body).getBytes(StandardCharsets.US_ASCII),
                        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
