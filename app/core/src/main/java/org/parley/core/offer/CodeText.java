package org.parley.core.offer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a code is written.
public final class CodeText {

    /// What a code looks like, in words.
    public static final String FORM = "3 to 64 printable ASCII characters without spaces";

    private static final Pattern CODE = Pattern.compile("[!-~]{3,64}");

    private CodeText() {}

    /// The code without the spaces around it; empty where it cannot be one.
    public static Optional<String> read(String text) {
        String code = text.strip();
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /// By which it is found: people type it in either case.
    public static String key(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
