package org.parley.core.kernel;

/// Which text PostgreSQL can hold: it has no NUL, and half a surrogate pair is not a character.
public final class StorableText {

    private StorableText() {}

    public static boolean holds(String text) {
        return text.codePoints().allMatch(StorableText::holds);
    }

    public static boolean holds(int codePoint) {
        return codePoint != 0
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
