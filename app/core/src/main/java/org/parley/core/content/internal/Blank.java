package org.parley.core.content.internal;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What would leave a hole in a message.
public final class Blank {

    private Blank() {}

    public static boolean is(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case CharSequence text -> text.toString().isBlank();
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }
}
