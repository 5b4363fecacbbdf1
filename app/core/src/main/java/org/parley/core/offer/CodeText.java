package org.parley.core.offer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.core.commerce.NewOrder;
import org.parley.core.kernel.Names;

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

    /// The codes of an order, as the shop tells them: the first of those that can be kept. The rest
    /// is left out, since shops' own discounts carry all kinds of titles, and none of them is worth
    /// an order.
    public static List<String> ofOrder(Stream<String> told) {
        return told.map(String::strip)
                .filter(CodeText::keepable)
                .distinct()
                .limit(NewOrder.MOST_CODES)
                .toList();
    }

    private static boolean keepable(String code) {
        return !code.isEmpty() && code.length() <= NewOrder.LONGEST_CODE && Names.isPlain(code);
    }

    /// By which it is found: people type it in either case.
    public static String key(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
