package org.parley.core.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.core.consent.internal.SuppressionStore;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.json.JsonMapper;

/// Addresses that must not be written to, whatever a consent says. The consent gate asks this list
/// about every address at the moment of the claim. It is kept as HMAC-SHA256 (RFC 2104) of channel
/// and normalised address under the installation's own secret, so that it outlives the erasure of
/// the person and names nobody; the keys are made by the database (`suppression_key`).
public final class Suppressions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SuppressionStore store;

    public Suppressions(SuppressionStore store) {
        this.store = store;
    }

    /// The same list inside of this transaction.
    public static Suppressions within(DSLContext tx) {
        return new Suppressions(new SuppressionStore(tx, JSON));
    }

    /// Why an address must not be written to.
    public enum Reason {
        BOUNCED,
        COMPLAINED,
        BLOCKED,
        DO_NOT_CONTACT
    }

    /// @param address as the channel writes it; mailboxes are compared without case, other
    ///   addresses exactly
    public record Entry(Channel channel, String address, Reason reason) {}

    /// An address that is on the list.
    public record Suppression(Reason reason, Instant since) {}

    /// Puts addresses on the list; of one that is there already, the first reason stays. Joins the
    /// caller's transaction.
    ///
    /// @return how many are new
    public int suppress(List<Entry> entries) {
        return entries.isEmpty() ? 0 : store.add(entries);
    }

    public Optional<Suppression> find(Channel channel, String address) {
        return store.find(channel, address);
    }

    /// Takes an address off the list, for instance when it was put there by mistake. What people
    /// withdrew stays withdrawn: that is the consent ledger's.
    ///
    /// @return whether it was on the list
    public boolean release(Channel channel, String address) {
        return store.remove(channel, address);
    }
}
