package org.parley.batch.reconcile;

import static org.parley.sql.postgres.Tables.RECONCILIATION;
import static org.parley.sql.postgres.Tables.RECONCILIATION_LINE;

import java.time.Clock;
import java.time.Duration;
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

    /// Whatever runs longer has lost its node.
    private static final Duration ABANDONED = Duration.ofHours(12);

    private final DSLContext postgres;
    private final Clock clock;
    private final AuditLog audit;

    ReconciliationStore(DSLContext postgres, Clock clock, AuditLog audit) {
        this.postgres = postgres;
        this.clock = clock;
        this.audit = audit;
    }

    /// @return empty: another one is under way
    Optional<Long> begin(Kind kind, String startedBy) {
        return postgres.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            // one at a time: both would mend the same
            t.execute("lock table reconciliation in share row exclusive mode");
            t.update(RECONCILIATION)
                    .set(RECONCILIATION.PROBLEM, "It was interrupted. Start it again.")
                    .set(RECONCILIATION.FINISHED_AT, clock.instant())
                    .where(RECONCILIATION.FINISHED_AT.isNull())
                    .and(RECONCILIATION.STARTED_AT.lt(clock.instant().minus(ABANDONED)))
                    .execute();
            if (t.fetchExists(RECONCILIATION, RECONCILIATION.FINISHED_AT.isNull())) {
                return Optional.empty();
            }
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
            return Optional.of(id);
        });
    }

    void finish(long id, Result result) {
        postgres.transaction(tx -> {
            DSLContext t = tx.dsl();
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
            t.update(RECONCILIATION)
                    .set(RECONCILIATION.FINISHED_AT, clock.instant())
                    .set(RECONCILIATION.RUNS, result.runs())
                    .set(RECONCILIATION.MOVING, result.moving())
                    .set(RECONCILIATION.CELLS, result.cells())
                    .set(RECONCILIATION.APART, result.apart())
                    .set(RECONCILIATION.REPAIRED, result.repaired())
                    .where(RECONCILIATION.ID.eq(id))
                    .execute();
        });
    }

    void fail(long id, String problem) {
        postgres.update(RECONCILIATION)
                .set(RECONCILIATION.PROBLEM, problem)
                .set(RECONCILIATION.FINISHED_AT, clock.instant())
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
