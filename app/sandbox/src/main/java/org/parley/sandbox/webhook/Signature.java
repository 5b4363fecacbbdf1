package org.parley.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes over raw bytes, as webhooks carry them.
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// HMAC-SHA256 in hexadecimal: both Viber and Meta sign so.
    public static String hex(String key, byte[] body) {
        return HexFormat.of().formatHex(mac(ALGORITHM, key.getBytes(StandardCharsets.UTF_8), body));
    }

    /// @param algorithm by its JCA name, `HmacSHA1` and the like
    public static String base64(String algorithm, byte[] key, byte[] body) {
        return Base64.getEncoder().encodeToString(mac(algorithm, key, body));
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
