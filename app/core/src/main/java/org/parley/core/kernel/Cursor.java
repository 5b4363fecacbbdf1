package org.parley.core.kernel;

import java.util.List;
import java.util.function.Function;

/// Keyset paging: the cursor is the last key of the page, opaque to callers.
public final class Cursor {

    private Cursor() {}

    /// @throws ProblemException when it is no cursor of ours
    public static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(
                    "after", "Not a cursor; pass the `next` of the page before");
        }
    }

    /// @param found up to one item more than `limit`, which tells that there is a next page
    public static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()));
    }
}
