package org.parley.server.rest;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// The opaque form of a position in a list that is ordered by a number: callers hand it back and
/// must not count on what is in it.
public final class Cursor {

    private Cursor() {}

    public static String of(long position) {
        var bytes = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A page whose `next` is the plain number.
    public static <T> Page<T> opaque(Page<T> page) {
        return page.next() == null
                ? page
                : new Page<>(page.items(), of(Long.parseLong(page.next())));
    }

    /// @return null for the first page
    /// @throws ProblemException if it is not one of ours
    public static @Nullable Long position(Paging paging) {
        if (paging.after() == null) {
            return null;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(paging.after());
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw ProblemException.invalid("after", "This is not the \"next\" of a page of this list");
    }
}
