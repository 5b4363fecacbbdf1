package org.parley.core.offer.internal;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.OFFER;
import static org.parley.sql.postgres.Tables.PROMO_CODE;

import java.time.Instant;
import java.util.Collection;
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
    private static final String TAKE = SqlFile.read(CodeStore.class, "take_codes.sql");
    private static final String DUE = SqlFile.read(CodeStore.class, "settled_due.sql");

    private final DSLContext tx;

    public CodeStore(DSLContext tx) {
        this.tx = tx;
    }

    public Offer offer(long id) {
        return OfferStore.offer(tx.selectFrom(OFFER).where(OFFER.ID.eq(id)).fetchSingle(), 0, 0);
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
    /// out until the transaction ends: who finds the pool empty can believe it.
    ///
    /// @param contacts who have none yet
    /// @return by contact
    public Map<Long, String> take(long offer, long campaign, List<Long> contacts, Instant now) {
        OfferStore.lock(tx, offer);
        return byContact(
                tx.resultQuery(
                                TAKE,
                                val(offer),
                                val(campaign),
                                val(contacts.toArray(Long[]::new)),
                                val(now))
                        .fetch());
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
