package org.parley.core.conversation.internal;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// A place in a list that is ordered by time and id, latest first.
public record Cursor(Instant at, long id) {

    static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    public static Cursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return START;
        }
        try {
            int split = text.lastIndexOf('_');
            return new Cursor(
                    Instant.parse(text.substring(0, Math.max(split, 0))),
                    Long.parseLong(text.substring(split + 1)));
        } catch (DateTimeException | NumberFormatException e) {
            throw ProblemException.invalid("after", "This is no `next` of a page before");
        }
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
