package org.parley.analytics.finance.internal;

import static org.parley.sql.postgres.Tables.PERIOD_RESTATEMENT;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.analytics.finance.Restatement;
import org.parley.sql.postgres.tables.records.PeriodRestatementRecord;

/// Wishes to restate a month; at most one of a month is undecided.
public final class RestatementStore {

    private final DSLContext postgres;

    public RestatementStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Within the caller's transaction.
    ///
    /// @return empty where one of this month is undecided
    public static Optional<Restatement> add(
            DSLContext transaction, YearMonth month, String reason, String by, Instant now) {
        return transaction
                .insertInto(PERIOD_RESTATEMENT)
                .set(PERIOD_RESTATEMENT.MONTH, month.atDay(1))
                .set(PERIOD_RESTATEMENT.REASON, reason)
                .set(PERIOD_RESTATEMENT.REQUESTED_BY, by)
                .set(PERIOD_RESTATEMENT.REQUESTED_AT, now)
                .set(PERIOD_RESTATEMENT.STATE, "requested")
                .onConflictDoNothing()
                .returning()
                .fetchOptional(RestatementStore::restatement);
    }

    public Optional<Restatement> find(long id) {
        return postgres.selectFrom(PERIOD_RESTATEMENT)
                .where(PERIOD_RESTATEMENT.ID.eq(id))
                .fetchOptional(RestatementStore::restatement);
    }

    /// Of each month, the latest first.
    public Map<YearMonth, List<Restatement>> all() {
        return postgres.selectFrom(PERIOD_RESTATEMENT)
                .orderBy(PERIOD_RESTATEMENT.ID.desc())
                .fetchGroups(row -> YearMonth.from(row.getMonth()), RestatementStore::restatement);
    }

    /// Within the caller's transaction.
    ///
    /// @return whether it was still undecided
    public static boolean decide(
            DSLContext transaction, long id, boolean approved, String by, Instant now) {
        return transaction
                        .update(PERIOD_RESTATEMENT)
                        .set(PERIOD_RESTATEMENT.STATE, approved ? "approved" : "refused")
                        .set(PERIOD_RESTATEMENT.DECIDED_BY, by)
                        .set(PERIOD_RESTATEMENT.DECIDED_AT, now)
                        .where(PERIOD_RESTATEMENT.ID.eq(id))
                        .and(PERIOD_RESTATEMENT.STATE.eq("requested"))
                        .execute()
                == 1;
    }

    private static Restatement restatement(PeriodRestatementRecord row) {
        return new Restatement(
                row.getId(),
                YearMonth.from(row.getMonth()),
                row.getReason(),
                row.getRequestedBy(),
                row.getRequestedAt(),
                row.getState(),
                row.getDecidedBy(),
                row.getDecidedAt());
    }
}
