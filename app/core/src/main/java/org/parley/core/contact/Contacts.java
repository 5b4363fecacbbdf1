package org.parley.core.contact;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.contact.internal.ContactStore;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// All people that this installation knows.
public final class Contacts {

    /// The largest page that is given.
    public static final int MAX_PAGE = 500;

    private final ContactStore store;

    public Contacts(ContactStore store) {
        this.store = store;
    }

    /// A page in the order of the contacts' numbers.
    ///
    /// @param after `next` of the page before; null for the first
    /// @param limit 1 to [#MAX_PAGE]; larger ones are cut
    public Page<Contact> page(@Nullable String after, int limit) {
        if (limit < 1) {
            throw ProblemException.invalid("limit", "A page has at least one item");
        }
        int size = Math.min(limit, MAX_PAGE);
        List<Contact> found = store.after(cursor(after), size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }

    /// @throws ProblemException NOT_FOUND
    public Contact get(long id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("contact", id));
    }

    public Optional<Contact> find(long id) {
        return store.find(id);
    }

    public Optional<Contact> findByExternalId(String externalId) {
        return store.findByExternalId(externalId);
    }

    /// The people behind an address. More than one where a household shares a phone: the caller
    /// decides whether that is ambiguous.
    ///
    /// @param value as stored: E.164, lower-case mailbox, or the provider's id
    public List<Long> byAddress(Channel channel, String value) {
        return store.byAddress(channel, value);
    }

    private static long cursor(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid("after", "Pass `next` of the page before");
        }
    }
}
