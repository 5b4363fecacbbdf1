package org.parley.core.carriage;

import org.jspecify.annotations.Nullable;

/// How long a text may be.
///
/// @param max 0: there is no place for a text
/// @param lineBreaks how many it may have
public record TextLimit(int max, Counting counting, int lineBreaks) {

    public static final TextLimit NONE = characters(0);
    public static final TextLimit ANY = characters(Integer.MAX_VALUE);

    /// In UTF-16 units.
    public static TextLimit characters(int max) {
        return in(Counting.CHARACTERS, max);
    }

    public static TextLimit bytes(int max) {
        return in(Counting.BYTES, max);
    }

    public static TextLimit in(Counting counting, int max) {
        return new TextLimit(max, counting, Integer.MAX_VALUE);
    }

    public TextLimit withLineBreaks(int most) {
        return new TextLimit(max, counting, most);
    }

    public boolean takesText() {
        return max > 0;
    }

    public boolean fits(@Nullable String text) {
        return text == null || (counting.of(text) <= max && breaks(text) <= lineBreaks);
    }

    /// Such as `20 characters`.
    public String told() {
        return max + " " + counting.noun();
    }

    /// The same of a text: how long it is, or how many lines it breaks into when that is too many.
    public String told(String text) {
        int length = counting.of(text);
        return length <= max && breaks(text) > lineBreaks
                ? breaks(text) + " line breaks; it takes " + lineBreaks
                : length + " " + counting.noun();
    }

    private static long breaks(String text) {
        return text.indexOf('\n') < 0 ? 0 : text.chars().filter(c -> c == '\n').count();
    }
}
