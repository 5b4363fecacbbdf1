package org.parley.sandbox.webpush;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.jwt.Jwt;

/// Who pushes (RFC 8292).
final class Vapid {
    private static final Pattern HEADER =
            Pattern.compile("vapid\\s+t=([^,\\s]+)\\s*,\\s*k=([^,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final long LONGEST_SECONDS = 24 * 3_600;

    private Vapid() {}

    /// @param origin of the push service, as `aud` must name it
    /// @param expected key of the subscription; null takes any
    /// @return what is wrong with the header
    static Optional<String> trouble(
            @Nullable String authorization,
            String origin,
            @Nullable String expected,
            long nowSeconds) {
        if (authorization == null) {
            return Optional.of("missing authorization");
        }
        Matcher header = HEADER.matcher(authorization);
        Optional<Jwt> token = header.matches() ? Jwt.read(header.group(1)) : Optional.empty();
        if (token.isEmpty()) {
            return Optional.of("malformed vapid header");
        }
        Jwt jwt = token.get();
        if (!signed(jwt, header.group(2))) {
            return Optional.of("invalid signature");
        }
        if (!jwt.claim("aud").equals(origin)) {
            return Optional.of("aud does not match the push service's origin");
        }
        long expiry = jwt.seconds("exp");
        if (expiry <= nowSeconds || expiry > nowSeconds + LONGEST_SECONDS) {
            return Optional.of("exp must be within 24 hours");
        }
        if (!jwt.claim("sub").matches("(mailto:|https://)\\S+")) {
            return Optional.of("sub must be a mailto: or https: URI");
        }
        return expected == null || expected.equals(header.group(2))
                ? Optional.empty()
                : Optional.of("the key is not the one of the subscription");
    }

    private static boolean signed(Jwt jwt, String key) {
        try {
            return jwt.isEcdsa(P256.key(Base64.getUrlDecoder().decode(key)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return false;
        }
    }
}
