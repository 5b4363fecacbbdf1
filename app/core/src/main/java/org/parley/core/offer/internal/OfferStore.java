package org.parley.core.offer.internal;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.OFFER;
import static org.parley.sql.postgres.Tables.PROMO_CODE;
import static org.parley.sql.postgres.Tables.PROMO_REDEMPTION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.NewOffer;
import org.parley.core.offer.Offer;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.OfferStock;
import org.parley.sql.postgres.tables.records.OfferRecord;

/// Offers and their pools.
public final class OfferStore {

    private static final String BRING = SqlFile.read(OfferStore.class, "bring_codes.sql");

    private final DSLContext dsl;

    public OfferStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// @return its id; empty when the name is taken
    public Optional<Long> insert(NewOffer offer, String actor, Instant now) {
        boolean made = offer.source() == Source.MADE;
        return dsl.insertInto(OFFER)
                .set(OFFER.NAME, offer.name().strip())
                .set(OFFER.SOURCE, offer.source().word())
                .set(OFFER.PREFIX, made ? otherwise(offer.prefix(), "") : null)
                .set(
                        OFFER.LENGTH,
                        made ? otherwise(offer.length(), NewOffer.SHORTEST).shortValue() : null)
                .set(OFFER.MOST_USES, otherwise(offer.mostUses(), 1))
                .set(OFFER.VALID_FROM, offer.validFrom())
                .set(OFFER.VALID_UNTIL, offer.validUntil())
                .set(OFFER.CREATED_BY, actor)
                .set(OFFER.CREATED_AT, now)
                .onConflict(OFFER.NAME)
                .doNothing()
                .returningResult(OFFER.ID)
                .fetchOptional(OFFER.ID);
    }

    private static <T> T otherwise(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    public Optional<OfferStock> find(long id) {
        return fetch(OFFER.ID.eq(id), 1).stream().findFirst();
    }

    public List<OfferStock> of(Collection<Long> ids) {
        return fetch(OFFER.ID.in(ids), ids.size());
    }

    /// The latest first.
    public Page<OfferStock> page(@Nullable String after, int limit) {
        Condition where = after == null ? DSL.noCondition() : OFFER.ID.lt(Cursor.number(after));
        return Cursor.page(
                fetch(where, limit + 1), limit, stock -> Long.toString(stock.offer().id()));
    }

    private List<OfferStock> fetch(Condition where, int limit) {
        List<OfferRecord> rows =
                dsl.selectFrom(OFFER).where(where).orderBy(OFFER.ID.desc()).limit(limit).fetch();
        List<Long> ids = rows.stream().map(OfferRecord::getId).toList();
        Map<Long, Integer> waiting = codes(ids, PROMO_CODE.CONTACT_ID.isNull().and(not(used())));
        Map<Long, Integer> issued = codes(ids, PROMO_CODE.CONTACT_ID.isNotNull());
        return rows.stream()
                .map(row ->
                        new OfferStock(
                                offer(row),
                                waiting.getOrDefault(row.getId(), 0),
                                issued.getOrDefault(row.getId(), 0)))
                .toList();
    }

    private Map<Long, Integer> codes(List<Long> offers, Condition which) {
        return dsl.select(PROMO_CODE.OFFER_ID, count())
                .from(PROMO_CODE)
                .where(PROMO_CODE.OFFER_ID.in(offers))
                .and(which)
                .groupBy(PROMO_CODE.OFFER_ID)
                .fetchMap(PROMO_CODE.OFFER_ID, count());
    }

    private static Condition used() {
        return exists(
                DSL.selectOne()
                        .from(PROMO_REDEMPTION)
                        .where(PROMO_REDEMPTION.CODE_ID.eq(PROMO_CODE.ID)));
    }

    /// Adds codes to a pool.
    ///
    /// @param codes no two that differ in case only
    /// @return those that were added; the others are taken
    public Set<String> bring(long offer, List<String> codes) {
        return dsl.transactionResult(tx -> {
            Map<Long, String> added =
                    tx.dsl()
                            .resultQuery(BRING, val(offer), val(codes.toArray(String[]::new)))
                            .fetchMap(PROMO_CODE.ID, PROMO_CODE.CODE);
            tx.dsl().execute(CodeStore.REDEEM_USED, val(added.keySet().toArray(Long[]::new)));
            return Set.copyOf(added.values());
        });
    }

    /// Removes the codes of a pool that nobody has and nobody used. Who gives codes of it waits,
    /// and uses under way come first.
    public int removeWaiting(long offer) {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            Condition nobodys = PROMO_CODE.OFFER_ID.eq(offer).and(PROMO_CODE.CONTACT_ID.isNull());
            lock(t, offer);
            t.fetchCount(
                    t.select(PROMO_CODE.ID)
                            .from(PROMO_CODE)
                            .where(nobodys)
                            .orderBy(PROMO_CODE.ID)
                            .forUpdate());
            return t.deleteFrom(PROMO_CODE).where(nobodys).and(not(used())).execute();
        });
    }

    /// Whoever gives or removes codes of a pool comes alone, until the transaction ends.
    static void lock(DSLContext tx, long offer) {
        tx.select(OFFER.ID).from(OFFER).where(OFFER.ID.eq(offer)).forNoKeyUpdate().fetchSingle();
    }

    static Offer offer(OfferRecord row) {
        Short length = row.getLength();
        return new Offer(
                row.getId(),
                row.getName(),
                Source.of(row.getSource()),
                row.getPrefix(),
                length == null ? null : Integer.valueOf(length),
                row.getMostUses(),
                row.getValidFrom(),
                row.getValidUntil(),
                row.getCreatedBy(),
                row.getCreatedAt());
    }
}
