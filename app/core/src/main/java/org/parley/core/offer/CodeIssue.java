package org.parley.core.offer;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.internal.CodeStore;

/// Gives people their codes, many at once. A person keeps the code of a campaign through every
/// retry, launch and channel; the tables refuse a second one, and a second person.
public final class CodeIssue {

    /// The name of the placeholder in texts.
    public static final String VARIABLE = "promo_code";

    /// What codes begin with that stand for those of a pool.
    static final String SIMULATED = "TEST-";

    /// A drawn code that is taken is drawn again. At 44 bits twice in a row does not happen.
    private static final int DRAWS = 5;

    private final CodeMaker maker;

    public CodeIssue(SecureRandom random) {
        this.maker = new CodeMaker(random);
    }

    /// What became of a wish for codes.
    ///
    /// @param ended nobody gets one, since no store would take it
    /// @param codes by contact; who is missing gets none
    public record Issued(Offer offer, boolean ended, Map<Long, String> codes) {
        public Issued {
            codes = Map.copyOf(codes);
        }
    }

    /// The codes of people who are about to be written to, in the caller's transaction: theirs from
    /// before, or new ones. Who is missing in the answer gets none, because the pool is empty;
    /// nobody gets one once the offer has ended, not even theirs from before: no store would take
    /// it.
    ///
    /// @param simulated the run writes to nobody: its people get codes that no shop knows, and none
    ///   of a pool is used up
    public Issued issue(
            DSLContext tx,
            long offerId,
            long campaignId,
            Collection<Long> contacts,
            boolean simulated,
            Instant now) {
        CodeStore store = new CodeStore(tx);
        Offer offer = store.offer(offerId);
        if (offer.endedAt(now)) {
            return new Issued(offer, true, Map.of());
        }
        return new Issued(offer, false, codes(store, offer, campaignId, contacts, simulated, now));
    }

    private Map<Long, String> codes(
            CodeStore store,
            Offer offer,
            long campaignId,
            Collection<Long> contacts,
            boolean simulated,
            Instant now) {
        Map<Long, String> codes = new HashMap<>(store.codes(campaignId, contacts));
        List<Long> lacking = lacking(contacts, codes);
        if (lacking.isEmpty()) {
            return codes;
        }
        if (offer.source() == Source.POOL && !simulated) {
            codes.putAll(store.take(offer.id(), campaignId, lacking, now));
            return codes;
        }
        for (int draw = 0; draw < DRAWS && !lacking.isEmpty(); draw++) {
            store.add(offer.id(), campaignId, drawn(offer, lacking), now);
            codes.putAll(store.codes(campaignId, lacking));
            lacking = lacking(lacking, codes);
        }
        return codes;
    }

    /// To be told when outcomes of sends are written, in the same transaction: an order may have
    /// been placed with the code before we knew that the message left.
    public static void settled(DSLContext tx, int run, Integer[] ordinals) {
        new CodeStore(tx).due(run, ordinals);
    }

    private Map<Long, String> drawn(Offer offer, List<Long> contacts) {
        String prefix = offer.prefix() == null ? SIMULATED : offer.prefix();
        int length = offer.length() == null ? NewOffer.SHORTEST : offer.length();
        Map<Long, String> drawn = new LinkedHashMap<>();
        contacts.forEach(contact -> drawn.put(contact, maker.draw(prefix, length)));
        return drawn;
    }

    private static List<Long> lacking(Collection<Long> contacts, Map<Long, String> codes) {
        return contacts.stream().filter(contact -> !codes.containsKey(contact)).sorted().toList();
    }
}
