package org.parley.core.conversation;

import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.conversation.internal.Cursor;
import org.parley.core.conversation.internal.InboxQueries;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// Read side of the inbox.
public final class Conversations {

    private final InboxQueries queries;

    public Conversations(DSLContext dsl) {
        this.queries = new InboxQueries(dsl);
    }

    /// One entry a person, the latest first.
    ///
    /// @param limit 1 to 200
    /// @param after `next` of the page before
    /// @throws ProblemException for a limit or a cursor that is none
    public Page<Conversation> latest(int limit, @Nullable String after) {
        List<InboxQueries.Placed<Conversation>> found =
                queries.latest(Cursor.parse(after), checked(limit) + 1);
        return page(found, limit);
    }

    /// The thread with one person on all channels, the latest first.
    ///
    /// @param limit 1 to 200
    /// @param after `next` of the page before
    /// @throws ProblemException for a limit or a cursor that is none, and where there is no such
    ///   contact
    public Page<ThreadMessage> with(long contactId, int limit, @Nullable String after) {
        if (!queries.exists(contactId)) {
            throw ProblemException.notFound("contact", contactId);
        }
        return page(queries.thread(contactId, Cursor.parse(after), checked(limit) + 1), limit);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > 200) {
            throw ProblemException.invalid("limit", "A page has 1 to 200 entries");
        }
        return limit;
    }

    private static <T> Page<T> page(List<InboxQueries.Placed<T>> found, int limit) {
        List<T> items = found.stream().limit(limit).map(InboxQueries.Placed::item).toList();
        String next = found.size() > limit ? found.get(limit - 1).place().toString() : null;
        return new Page<>(items, next);
    }
}
