package org.parley.core.consent;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.core.consent.internal.ConsentStore;
import org.parley.core.kernel.Channel;

/// The append-only ledger of grants and withdrawals. What holds now is folded from it by the
/// database, so that no writer can forget to.
public final class ConsentLedger {

    private final ConsentStore store;

    public ConsentLedger(ConsentStore store) {
        this.store = store;
    }

    /// Appends what is not in the ledger yet; the same fact told twice is one fact. Joins the
    /// caller's transaction.
    ///
    /// @return how many were new
    public int record(List<ConsentEvent> events) {
        return store.append(events);
    }

    /// What holds now, if the person ever said anything.
    public Optional<Consent> current(long contactId, Channel channel, String purpose) {
        return current(List.of(contactId)).getOrDefault(contactId, List.of()).stream()
                .filter(c -> c.channel().equals(channel) && c.purpose().equals(purpose))
                .findFirst();
    }

    /// What holds now for each of these people; people who never said anything are missing.
    public Map<Long, List<Consent>> current(Collection<Long> contactIds) {
        return store.current(contactIds);
    }
}
