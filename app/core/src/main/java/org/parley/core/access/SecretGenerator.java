package org.parley.core.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/// Passwords and secrets that cannot be guessed.
public final class SecretGenerator {

    // No characters that are taken for one another when read aloud or copied by hand.
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 20;
    private static final int PREFIX_LENGTH = 8;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;

    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /// 20 characters of 32: 100 bits.
    String password() {
        return readable(PASSWORD_LENGTH);
    }

    /// 8 characters of 32: enough to tell keys apart, no secret.
    String prefix() {
        return readable(PREFIX_LENGTH);
    }

    /// 256 bits in the URL-safe alphabet.
    String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String readable(int length) {
        return random.ints(length, 0, READABLE.length())
                .mapToObj(index -> READABLE.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
