package org.parley.core.offer.internal;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.PROMO_CODE;
import static org.parley.sql.postgres.Tables.PROMO_REDEMPTION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.CodeText;

/// Codes by what is typed, and what they were used for.
public final class RedemptionStore {

    private static final String STATE = SqlFile.read(RedemptionStore.class, "state.sql");

    private static final String SOLD_WITH = SqlFile.read(RedemptionStore.class, "sold_with.sql");
    private static final String STORE = "store";

    private final DSLContext dsl;

    public RedemptionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// A code that somebody has.
    ///
    /// @param uses orders that it was used in and not released from, also beyond what is allowed
    public record Known(
            long id,
            String offer,
            int mostUses,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            int uses) {}

    public Optional<Known> find(String code) {
        return CodeText.read(code).map(CodeText::key).flatMap(this::ofKey);
    }

    private Optional<Known> ofKey(String key) {
        return dsl.resultQuery(STATE, val(key))
                .fetchOptional(row ->
                        new Known(
                                row.get("id", Long.class),
                                row.get("offer", String.class),
                                row.get("most_uses", Integer.class),
                                row.get("valid_from", Instant.class),
                                row.get("valid_until", Instant.class),
                                row.get("uses", Integer.class)));
    }

    /// Uses are counted after the lock is ours.
    public Optional<Known> lock(String code) {
        CodeText.read(code)
                .ifPresent(text ->
                        dsl.select(PROMO_CODE.ID)
                                .from(PROMO_CODE)
                                .where(PROMO_CODE.CODE_KEY.eq(CodeText.key(text)))
                                .forNoKeyUpdate()
                                .fetch());
        return find(code);
    }

    /// A use by the order that it is of.
    private static Condition use(long code, String store, String orderId) {
        return PROMO_REDEMPTION
                .CODE_ID
                .eq(code)
                .and(PROMO_REDEMPTION.STORE.eq(store))
                .and(PROMO_REDEMPTION.ORDER_ID.eq(orderId));
    }

    public boolean used(long code, String store, String orderId) {
        return dsl.fetchExists(
                PROMO_REDEMPTION,
                use(code, store, orderId).and(PROMO_REDEMPTION.RELEASED_AT.isNull()));
    }

    /// Whether the order used it at any time, also where that was taken back.
    public boolean everUsed(long code, String store, String orderId) {
        return dsl.fetchExists(PROMO_REDEMPTION, use(code, store, orderId));
    }

    /// Whether the order itself was told with the code.
    public boolean soldWith(String code, String store, String orderId) {
        return dsl.resultQuery(SOLD_WITH, val(CodeText.key(code.strip())), val(store), val(orderId))
                .fetchSingle()
                .into(boolean.class);
    }

    /// @return false where the order itself told of it meanwhile
    public boolean use(long code, String store, String orderId, Instant at) {
        return dsl.insertInto(PROMO_REDEMPTION)
                        .set(PROMO_REDEMPTION.CODE_ID, code)
                        .set(PROMO_REDEMPTION.STORE, store)
                        .set(PROMO_REDEMPTION.ORDER_ID, orderId)
                        .set(PROMO_REDEMPTION.REDEEMED_AT, at)
                        .set(PROMO_REDEMPTION.SOURCE, STORE)
                        .onConflict(
                                PROMO_REDEMPTION.CODE_ID,
                                PROMO_REDEMPTION.STORE,
                                PROMO_REDEMPTION.ORDER_ID)
                        .doUpdate()
                        .set(PROMO_REDEMPTION.REDEEMED_AT, at)
                        .set(PROMO_REDEMPTION.SOURCE, STORE)
                        .setNull(PROMO_REDEMPTION.RELEASED_AT)
                        .where(PROMO_REDEMPTION.RELEASED_AT.isNotNull())
                        .execute()
                == 1;
    }

    /// @return false where it was released before
    public boolean release(long code, String store, String orderId, Instant at) {
        return dsl.update(PROMO_REDEMPTION)
                        .set(PROMO_REDEMPTION.RELEASED_AT, at)
                        .where(use(code, store, orderId))
                        .and(PROMO_REDEMPTION.RELEASED_AT.isNull())
                        .execute()
                == 1;
    }
}
