package org.parley.core.offer.internal;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.OFFER;
import static org.parley.sql.postgres.Tables.PROMO_CODE;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.Offer;

/// Who has which code. To be used in a transaction.
public final class CodeStore {

    private static final String ADD = SqlFile.read(CodeStore.class, "add_codes.sql");
    private static final String FREE = SqlFile.read(CodeStore.class, "free_codes.sql");
    private static final String TAKE = SqlFile.read(CodeStore.class, "take_codes.sql");
    static final String REDEEM_USED = SqlFile.read(CodeStore.class, "redeem_used.sql");
    private static final String DUE = SqlFile.read(CodeStore.class, "settled_due.sql");

    private final DSLContext tx;

    public CodeStore(DSLContext tx) {
        this.tx = tx;
    }

    public Offer offer(long id) {
        return OfferStore.offer(tx.selectFrom(OFFER).where(OFFER.ID.eq(id)).fetchSingle());
    }

    /// Codes that people have in a campaign, by contact.
    public Map<Long, String> codes(long campaign, Collection<Long> contacts) {
        return byContact(
                tx.select(PROMO_CODE.CONTACT_ID, PROMO_CODE.CODE)
                        .from(PROMO_CODE)
                        .where(PROMO_CODE.CAMPAIGN_ID.eq(campaign))
                        .and(PROMO_CODE.CONTACT_ID.eq(any(contacts.toArray(Long[]::new))))
                        .fetch());
    }

    /// Adds new codes with their people; leaves out a code that is taken.
    ///
    /// @param drawn by contact
    public void add(long offer, long campaign, Map<Long, String> drawn, Instant now) {
        tx.execute(
                ADD,
                val(offer),
                val(campaign),
                val(drawn.keySet().toArray(Long[]::new)),
                val(drawn.values().toArray(String[]::new)),
                val(now));
    }

    /// Gives people codes of a pool, each the next, as far as they go. The offer's row keeps others
    /// out until the transaction ends: who finds the pool empty can believe it. A code that was
    /// used before anybody got it is no longer secret and is passed over, also where the use was
    /// missed because the code was just being brought.
    ///
    /// @return by contact
    public Map<Long, String> take(long offer, long campaign, List<Long> contacts, Instant now) {
        OfferStore.lock(tx, offer);
        // somebody else may have given them theirs meanwhile
        Map<Long, String> codes = new HashMap<>(codes(campaign, contacts));
        while (true) {
            Long[] lacking =
                    contacts.stream().filter(c -> !codes.containsKey(c)).toArray(Long[]::new);
            Long[] free = free(offer, lacking.length);
            if (free.length == 0) {
                return codes;
            }
            // each round gives a code, or learns of a use, of every one that was free
            tx.execute(REDEEM_USED, val(free));
            codes.putAll(
                    byContact(
                            tx.resultQuery(TAKE, val(free), val(campaign), val(lacking), val(now))
                                    .fetch()));
        }
    }

    private Long[] free(long offer, int limit) {
        return limit == 0
                ? new Long[0]
                : tx.resultQuery(FREE, val(offer), val(limit)).fetchArray(0, Long.class);
    }

    /// Orders with codes of a run's messages whose sending has come to an end only now: until then
    /// attribution knew no message to credit.
    public void due(int run, Integer[] ordinals) {
        tx.execute(DUE, val(run), val(ordinals));
    }

    private static Map<Long, String> byContact(Result<? extends Record> rows) {
        return rows.intoMap(
                row -> Objects.requireNonNull(row.get(PROMO_CODE.CONTACT_ID)),
                row -> row.get(PROMO_CODE.CODE));
    }
}
