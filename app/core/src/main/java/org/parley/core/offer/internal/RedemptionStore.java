package org.parley.core.offer.internal;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.PROMO_CODE;
import static org.parley.sql.postgres.Tables.PROMO_REDEMPTION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.CodeText;

/// Codes by what is typed, and what they were used for.
public final class RedemptionStore {

    private static final String STATE = SqlFile.read(RedemptionStore.class, "state.sql");

    private final DSLContext dsl;

    public RedemptionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// A code that somebody has.
    ///
    /// @param uses orders that it was used in, also beyond what is allowed
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

    public boolean used(long code, String store, String orderId) {
        return dsl.fetchExists(
                PROMO_REDEMPTION,
                PROMO_REDEMPTION.CODE_ID.eq(code),
                PROMO_REDEMPTION.STORE.eq(store),
                PROMO_REDEMPTION.ORDER_ID.eq(orderId));
    }

    /// @return false where the order itself told of it meanwhile
    public boolean use(long code, String store, String orderId, Instant at) {
        return dsl.insertInto(PROMO_REDEMPTION)
                        .set(PROMO_REDEMPTION.CODE_ID, code)
                        .set(PROMO_REDEMPTION.STORE, store)
                        .set(PROMO_REDEMPTION.ORDER_ID, orderId)
                        .set(PROMO_REDEMPTION.REDEEMED_AT, at)
                        .set(PROMO_REDEMPTION.SOURCE, "store")
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }
}
