package org.parley.server.rest.internal;

import static org.parley.sql.postgres.Tables.IDEMPOTENT_REQUEST;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.sql.postgres.tables.records.IdempotentRequestRecord;

/// Requests with an idempotency key and the answers they got, by caller and key.
public final class IdempotentRequestStore {

    /// A request that has been worked on for so long belongs to a node that died; the next one with
    /// its key may work on it again.
    static final Duration GIVEN_UP = Duration.ofMinutes(5);

    private final DSLContext postgres;
    private final Clock clock;

    /// What to do with a request.
    public sealed interface Begun {}

    /// Work on it, then {@link #answered} or {@link #forget}.
    public record Mine() implements Begun {}

    /// Somebody is working on it.
    public record InWork() implements Begun {}

    /// The key belongs to another request.
    public record Mismatch() implements Begun {}

    /// It has its answer.
    ///
    /// @param location header of the answer; null: it had none
    public record Answer(int status, String body, @Nullable String location) implements Begun {}

    public IdempotentRequestStore(DSLContext postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    public Begun begin(String principal, String key, byte[] digest) {
        var now = clock.instant();
        if (insert(principal, key, digest, now)) {
            return new Mine();
        }
        return find(principal, key)
                .map(row -> judge(row, digest, now))
                // Forgotten between the two statements: its first try failed.
                .orElseGet(InWork::new);
    }

    private Begun judge(IdempotentRequestRecord row, byte[] digest, Instant now) {
        if (!MessageDigest.isEqual(row.getRequestSha256(), digest)) {
            return new Mismatch();
        }
        if (row.getStatus() != null) {
            return new Answer(
                    row.getStatus(), row.getBody() == null ? "" : row.getBody(), row.getLocation());
        }
        return takeOver(row, now) ? new Mine() : new InWork();
    }

    private boolean insert(String principal, String key, byte[] digest, Instant now) {
        return postgres.insertInto(IDEMPOTENT_REQUEST)
                        .set(IDEMPOTENT_REQUEST.PRINCIPAL, principal)
                        .set(IDEMPOTENT_REQUEST.KEY, key)
                        .set(IDEMPOTENT_REQUEST.REQUEST_SHA256, digest)
                        .set(IDEMPOTENT_REQUEST.CREATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private Optional<IdempotentRequestRecord> find(String principal, String key) {
        return postgres.selectFrom(IDEMPOTENT_REQUEST).where(is(principal, key)).fetchOptional();
    }

    private boolean takeOver(IdempotentRequestRecord row, Instant now) {
        if (row.getCreatedAt().isAfter(now.minus(GIVEN_UP))) {
            return false;
        }
        return postgres.update(IDEMPOTENT_REQUEST)
                        .set(IDEMPOTENT_REQUEST.CREATED_AT, now)
                        .where(is(row.getPrincipal(), row.getKey()))
                        .and(IDEMPOTENT_REQUEST.STATUS.isNull())
                        // Only one of those who saw this very state wins.
                        .and(IDEMPOTENT_REQUEST.CREATED_AT.eq(row.getCreatedAt()))
                        .execute()
                == 1;
    }

    public void answered(String principal, String key, Answer answer) {
        postgres.update(IDEMPOTENT_REQUEST)
                .set(IDEMPOTENT_REQUEST.STATUS, answer.status())
                .set(IDEMPOTENT_REQUEST.BODY, answer.body())
                .set(IDEMPOTENT_REQUEST.LOCATION, answer.location())
                .where(is(principal, key))
                .execute();
    }

    /// It changed nothing: the key may be used again.
    public void forget(String principal, String key) {
        postgres.deleteFrom(IDEMPOTENT_REQUEST)
                .where(is(principal, key))
                .and(IDEMPOTENT_REQUEST.STATUS.isNull())
                .execute();
    }

    /// @return how many were removed
    public int removeOlderThan(Duration age) {
        return postgres.deleteFrom(IDEMPOTENT_REQUEST)
                .where(IDEMPOTENT_REQUEST.CREATED_AT.lt(clock.instant().minus(age)))
                .execute();
    }

    private static Condition is(String principal, String key) {
        return IDEMPOTENT_REQUEST.PRINCIPAL.eq(principal).and(IDEMPOTENT_REQUEST.KEY.eq(key));
    }
}
