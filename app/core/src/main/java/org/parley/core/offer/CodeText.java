package org.parley.core.offer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a code is written.
public final class CodeText {

    /// What a code looks like, in words.
    public static final String FORM = "3 to 64 printable ASCII characters without spaces";

    /// What one looks like that is brought, in words.
    public static final String BROUGHT = FORM + ", commas, semicolons and quotes";

    private static final Pattern CODE = Pattern.compile("[!-~]{3,64}");
    private static final Pattern OF_LISTS = Pattern.compile("[,;\"']");

    private CodeText() {}

    /// The code without the spaces around it; empty where it cannot be one.
    public static Optional<String> read(String text) {
        String code = text.strip();
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /// As [#read], of codes that are brought. Marks that stand between and around the values of
    /// lists are refused: whoever brings them has cut his list in the wrong places.
    public static Optional<String> brought(String text) {
        return read(text).filter(code -> !OF_LISTS.matcher(code).find());
    }

    /// By which it is found: people type it in either case.
    public static String key(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
