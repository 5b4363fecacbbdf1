package org.parley.core.shop.internal;

import static org.parley.sql.postgres.Tables.SHOP;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.shop.Shop;
import org.parley.sql.postgres.tables.records.ShopRecord;

/// Rows of shops.
public final class ShopStore {

    private final DSLContext dsl;

    public ShopStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// A row as it stands.
    ///
    /// @param sealed its secret and, where there was one, the secret before it
    public record StoredShop(Shop shop, List<byte[]> sealed) {}

    public List<Shop> all() {
        return dsl.selectFrom(SHOP).orderBy(SHOP.NAME).fetch(ShopStore::shop);
    }

    public Optional<StoredShop> find(long id) {
        return dsl.selectFrom(SHOP).where(SHOP.ID.eq(id)).fetchOptional(ShopStore::stored);
    }

    public Optional<StoredShop> find(String kind, String name) {
        return dsl.selectFrom(SHOP)
                .where(SHOP.NAME.eq(name))
                .and(SHOP.KIND.eq(kind))
                .fetchOptional(ShopStore::stored);
    }

    /// @return its id; empty when the name is taken
    public Optional<Long> insert(
            String kind, String name, byte[] sealed, String actor, Instant now) {
        return dsl.insertInto(SHOP)
                .set(SHOP.KIND, kind)
                .set(SHOP.NAME, name)
                .set(SHOP.SEALED, sealed)
                .set(SHOP.CREATED_BY, actor)
                .set(SHOP.CREATED_AT, now)
                .set(SHOP.CHANGED_AT, now)
                .onConflictDoNothing()
                .returningResult(SHOP.ID)
                .fetchOptional(SHOP.ID);
    }

    /// The secret that was there becomes the one before.
    ///
    /// @param beforeUntil until when that one is still taken; null: it is forgotten
    public void secret(long id, byte[] sealed, @Nullable Instant beforeUntil, Instant now) {
        dsl.update(SHOP)
                .set(
                        SHOP.SEALED_BEFORE,
                        beforeUntil == null ? DSL.castNull(SHOP.SEALED_BEFORE) : SHOP.SEALED)
                .set(SHOP.BEFORE_UNTIL, beforeUntil)
                .set(SHOP.SEALED, sealed)
                .set(SHOP.CHANGED_AT, now)
                .where(SHOP.ID.eq(id))
                .execute();
    }

    public void state(long id, Shop.State state, Instant now) {
        dsl.update(SHOP)
                .set(SHOP.STATE, state.name().toLowerCase(Locale.ROOT))
                .set(SHOP.CHANGED_AT, now)
                .where(SHOP.ID.eq(id))
                .execute();
    }

    /// Counts one webhook.
    ///
    /// @param refusals what of it contradicts the books
    public void heard(long id, boolean ignored, List<String> refusals, Instant now) {
        dsl.update(SHOP)
                .set(SHOP.RECEIVED, SHOP.RECEIVED.plus(1))
                .set(SHOP.IGNORED, SHOP.IGNORED.plus(ignored ? 1 : 0))
                .set(SHOP.LAST_RECEIVED_AT, now)
                .where(SHOP.ID.eq(id))
                .execute();
        refused(SHOP.ID.eq(id), refusals);
    }

    /// Counts what contradicts the books and came to light later.
    public void refused(String name, List<String> refusals) {
        refused(SHOP.NAME.eq(name), refusals);
    }

    private void refused(Condition which, List<String> refusals) {
        if (!refusals.isEmpty()) {
            dsl.update(SHOP)
                    .set(SHOP.REFUSED, SHOP.REFUSED.plus(refusals.size()))
                    .set(SHOP.LAST_REFUSAL, refusals.getLast())
                    .where(which)
                    .execute();
        }
    }

    /// Counts one webhook that was authentic and not of the form.
    public void unreadable(long id, String reason) {
        dsl.update(SHOP)
                .set(SHOP.UNREADABLE, SHOP.UNREADABLE.plus(1))
                .set(SHOP.LAST_REFUSAL, reason)
                .where(SHOP.ID.eq(id))
                .execute();
    }

    private static StoredShop stored(ShopRecord row) {
        return new StoredShop(
                shop(row),
                Stream.of(SHOP.SEALED, SHOP.SEALED_BEFORE)
                        .map(field -> row.get(field))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Shop shop(ShopRecord row) {
        return new Shop(
                row.getId(),
                row.getKind(),
                row.getName(),
                Shop.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getBeforeUntil(),
                row.getReceived(),
                row.getUnreadable(),
                row.getIgnored(),
                row.getRefused(),
                row.getLastReceivedAt(),
                row.getLastRefusal());
    }
}
