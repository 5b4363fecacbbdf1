package org.parley.core.tracking.internal;

import java.util.regex.Pattern;

/// Text from outside as PostgreSQL can hold it.
final class Text {

    /// PostgreSQL has no NUL in text, and half a surrogate pair is not a character.
    private static final Pattern UNSTORABLE =
            Pattern.compile(
                    "\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private static final int LONGEST = 10_000;

    private Text() {}

    static String clean(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return UNSTORABLE.matcher(cut).replaceAll("");
    }
}
