package org.parley.channels.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;

/// Signatures of webhooks: HMAC-SHA256 over the raw body.
public final class Hmac {

    private Hmac() {}

    public static String hex(Secret key, byte[] body) {
        return HexFormat.of().formatHex(mac(key, body));
    }

    public static String base64(Secret key, byte[] body) {
        return Base64.getEncoder().encodeToString(mac(key, body));
    }

    private static byte[] mac(Secret key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compares in constant time; hex digits in either case.
    public static boolean matches(@Nullable String given, Secret key, byte[] body) {
        return given != null && same(hex(key, body), given.toLowerCase(Locale.ROOT));
    }

    /// The same for a signature in Base64, where case counts.
    public static boolean matchesBase64(@Nullable String given, Secret key, byte[] body) {
        return given != null && same(base64(key, body), given);
    }

    /// Two texts compared in a time that tells nothing about where they differ.
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
