package org.parley.batch.reconcile;

import static org.parley.sql.postgres.Tables.RECONCILIATION;
import static org.parley.sql.postgres.Tables.RECONCILIATION_LINE;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.core.audit.AuditLog;
import org.parley.sql.postgres.tables.records.ReconciliationLineRecord;
import org.parley.sql.postgres.tables.records.ReconciliationRecord;

/// The list of reconciliations and what they found.
final class ReconciliationStore {

    private final DSLContext postgres;
    private final Clock clock;
    private final AuditLog audit;

    ReconciliationStore(DSLContext postgres, Clock clock, AuditLog audit) {
        this.postgres = postgres;
        this.clock = clock;
        this.audit = audit;
    }

    /// Puts a new one on the list. The caller holds the lock: whatever is said to be under way has
    /// lost its node.
    ///
    /// @return its number
    long begin(Kind kind, String startedBy) {
        return postgres.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            t.update(RECONCILIATION)
                    .set(RECONCILIATION.PROBLEM, "It was interrupted. Start it again.")
                    .set(RECONCILIATION.FINISHED_AT, clock.instant())
                    .where(RECONCILIATION.FINISHED_AT.isNull())
                    .execute();
            long id =
                    t.insertInto(RECONCILIATION)
                            .set(RECONCILIATION.KIND, kind.word())
                            .set(RECONCILIATION.STARTED_AT, clock.instant())
                            .set(RECONCILIATION.STARTED_BY, startedBy)
                            .returning(RECONCILIATION.ID)
                            .fetchSingle()
                            .getId();
            audit.record(
                    startedBy,
                    "reconciliation.start",
                    "reconciliation/" + id,
                    Map.of("kind", kind.word()));
            return id;
        });
    }

    /// @return whether it was under way until now
    boolean finish(long id, Result result) {
        return postgres.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            int settled =
                    t.update(RECONCILIATION)
                            .set(RECONCILIATION.FINISHED_AT, clock.instant())
                            .set(RECONCILIATION.RUNS, result.runs())
                            .set(RECONCILIATION.MOVING, result.moving())
                            .set(RECONCILIATION.CELLS, result.cells())
                            .set(RECONCILIATION.APART, result.apart())
                            .set(RECONCILIATION.REPAIRED, result.repaired())
                            .where(RECONCILIATION.ID.eq(id))
                            .and(RECONCILIATION.FINISHED_AT.isNull())
                            .execute();
            if (settled == 0) {
                return false;
            }
            List<ReconciliationLineRecord> lines = new ArrayList<>();
            for (Discrepancy line : result.lines()) {
                lines.add(
                        new ReconciliationLineRecord(
                                id,
                                lines.size() + 1,
                                line.subject(),
                                line.run(),
                                line.cell(),
                                line.expected(),
                                line.found(),
                                line.apart(),
                                line.repaired()));
            }
            t.batchInsert(lines).execute();
            return true;
        });
    }

    void fail(long id, String problem) {
        postgres.update(RECONCILIATION)
                .set(RECONCILIATION.PROBLEM, problem)
                .set(RECONCILIATION.FINISHED_AT, clock.instant())
                .where(RECONCILIATION.ID.eq(id))
                .and(RECONCILIATION.FINISHED_AT.isNull())
                .execute();
    }

    /// Notes what went wrong after the result was there.
    void remark(long id, String problem) {
        postgres.update(RECONCILIATION)
                .set(RECONCILIATION.PROBLEM, problem)
                .where(RECONCILIATION.ID.eq(id))
                .execute();
    }

    Optional<Reconciliation> find(long id) {
        return postgres.selectFrom(RECONCILIATION)
                .where(RECONCILIATION.ID.eq(id))
                .fetchOptional(ReconciliationStore::reconciliation);
    }

    /// The latest of a kind that has a result.
    Optional<Reconciliation> latest(Kind kind) {
        return postgres.selectFrom(RECONCILIATION)
                .where(RECONCILIATION.KIND.eq(kind.word()), RECONCILIATION.CELLS.isNotNull())
                .orderBy(RECONCILIATION.ID.desc())
                .limit(1)
                .fetchOptional(ReconciliationStore::reconciliation);
    }

    /// When the first of a kind was started.
    Optional<Instant> first(Kind kind) {
        return postgres.select(RECONCILIATION.STARTED_AT)
                .from(RECONCILIATION)
                .where(RECONCILIATION.KIND.eq(kind.word()))
                .orderBy(RECONCILIATION.ID)
                .limit(1)
                .fetchOptional(RECONCILIATION.STARTED_AT);
    }

    /// The latest first.
    List<Reconciliation> before(long id, int limit) {
        return postgres.selectFrom(RECONCILIATION)
                .where(RECONCILIATION.ID.lt(id))
                .orderBy(RECONCILIATION.ID.desc())
                .limit(limit)
                .fetch(ReconciliationStore::reconciliation);
    }

    List<Discrepancy> lines(long id) {
        return postgres.selectFrom(RECONCILIATION_LINE)
                .where(RECONCILIATION_LINE.RECONCILIATION_ID.eq(id))
                .orderBy(RECONCILIATION_LINE.LINE)
                .fetch(row ->
                        new Discrepancy(
                                row.getSubject(),
                                row.getRunId(),
                                row.getCell(),
                                row.getExpected(),
                                row.getFound(),
                                row.getApart(),
                                row.getRepaired()));
    }

    private static Reconciliation reconciliation(ReconciliationRecord row) {
        return new Reconciliation(
                row.getId(),
                Kind.of(row.getKind()),
                row.getStartedAt(),
                row.getFinishedAt(),
                row.getStartedBy(),
                row.getRuns(),
                row.getMoving(),
                row.getCells(),
                row.getApart(),
                row.getRepaired(),
                row.getProblem());
    }
}
