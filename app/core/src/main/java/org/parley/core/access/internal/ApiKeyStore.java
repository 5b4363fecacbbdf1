package org.parley.core.access.internal;

import static org.parley.sql.postgres.Tables.API_KEY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.access.ApiKey;
import org.parley.sql.postgres.tables.records.ApiKeyRecord;

/// Keys of programs in PostgreSQL.
public final class ApiKeyStore {

    private final DSLContext postgres;

    /// A key with the SHA-256 of its secret.
    public record Stored(ApiKey key, byte[] digest) {}

    public ApiKeyStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    public void insert(ApiKey key, byte[] digest) {
        postgres.insertInto(API_KEY)
                .set(API_KEY.PREFIX, key.prefix())
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.SECRET_SHA256, digest)
                .set(API_KEY.ROLES, MemberStore.names(key.roles()))
                .set(API_KEY.CREATED_BY, key.createdBy())
                .set(API_KEY.CREATED_AT, key.createdAt())
                .execute();
    }

    public Optional<Stored> find(String prefix) {
        return postgres.selectFrom(API_KEY)
                .where(API_KEY.PREFIX.eq(prefix))
                .fetchOptional(row -> new Stored(key(row), row.getSecretSha256()));
    }

    public List<ApiKey> all() {
        return postgres.selectFrom(API_KEY)
                .orderBy(API_KEY.CREATED_AT, API_KEY.ID)
                .fetch(ApiKeyStore::key);
    }

    /// @return false if there is no such key
    public boolean revoke(String prefix, Instant at) {
        return postgres.update(API_KEY)
                        .set(
                                API_KEY.REVOKED_AT,
                                DSL.coalesce(API_KEY.REVOKED_AT, DSL.val(at, API_KEY.REVOKED_AT)))
                        .where(API_KEY.PREFIX.eq(prefix))
                        .execute()
                == 1;
    }

    private static ApiKey key(ApiKeyRecord row) {
        return new ApiKey(
                row.getPrefix(),
                row.getName(),
                MemberStore.roles(row.getRoles()),
                row.getCreatedBy(),
                row.getCreatedAt(),
                row.getRevokedAt());
    }
}
