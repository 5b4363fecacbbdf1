package org.parley.core.offer;

import java.security.SecureRandom;

/// Draws codes that cannot be guessed.
final class CodeMaker {

    // No characters that are taken for one another when read aloud or copied by hand (0 O, 1 I L, 2
    // Z, 5 S, 8 B), and no A, E, U: without vowels codes spell no words.
    private static final String ALPHABET = "34679CDFGHJKMNPQRTVWXY";

    private final SecureRandom random;

    CodeMaker(SecureRandom random) {
        this.random = random;
    }

    /// @param length drawn characters after the prefix, of 22 each
    String draw(String prefix, int length) {
        StringBuilder code = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
