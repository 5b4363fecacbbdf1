package org.parley.batch.attribution;

import static org.jooq.impl.DSL.excluded;
import static org.parley.sql.postgres.Tables.ATTRIBUTION_REBUILD;
import static org.parley.sql.postgres.Tables.ATTRIBUTION_REBUILD_LINE;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.batch.attribution.Attribution.Recomputed;
import org.parley.batch.attribution.Rebuild.State;
import org.parley.core.audit.AuditLog;

/// The list of rebuilds, how far each is, and what each changed.
final class RebuildStore {

    private final DSLContext postgres;
    private final Clock clock;
    private final AuditLog audit;

    RebuildStore(DSLContext postgres, Clock clock, AuditLog audit) {
        this.postgres = postgres;
        this.clock = clock;
        this.audit = audit;
    }

    long add(OrderRange range, String actor) {
        return postgres.transactionResult(tx -> {
            long id =
                    tx.dsl()
                            .insertInto(ATTRIBUTION_REBUILD)
                            .set(ATTRIBUTION_REBUILD.OPENS, range.opens())
                            .set(ATTRIBUTION_REBUILD.CLOSES, range.closes())
                            .set(ATTRIBUTION_REBUILD.STATE, State.RUNNING.word())
                            .set(ATTRIBUTION_REBUILD.ASKED_BY, actor)
                            .set(ATTRIBUTION_REBUILD.ASKED_AT, clock.instant())
                            .set(ATTRIBUTION_REBUILD.WORKED_AT, clock.instant())
                            .returning(ATTRIBUTION_REBUILD.ID)
                            .fetchSingle()
                            .getId();
            audit.record(
                    actor,
                    "attribution.rebuild",
                    "attribution-rebuild/" + id,
                    Map.of("from", range.opens(), "until", range.closes()));
            return id;
        });
    }

    /// Takes the rebuild for the rest of the transaction.
    ///
    /// @return the last contact that was computed; empty: it is no longer running
    Optional<Long> take(DSLContext tx, long id) {
        return tx.select(ATTRIBUTION_REBUILD.LAST_CONTACT)
                .from(ATTRIBUTION_REBUILD)
                .where(ATTRIBUTION_REBUILD.ID.eq(id))
                .and(ATTRIBUTION_REBUILD.STATE.eq(State.RUNNING.word()))
                .forUpdate()
                .fetchOptional(ATTRIBUTION_REBUILD.LAST_CONTACT);
    }

    void advance(DSLContext tx, long id, Recomputed done) {
        var documents = done.changes().stream().mapToLong(CreditChange::documentsBefore).sum();
        tx.update(ATTRIBUTION_REBUILD)
                .set(ATTRIBUTION_REBUILD.LAST_CONTACT, done.people().getLast())
                .set(
                        ATTRIBUTION_REBUILD.PEOPLE,
                        ATTRIBUTION_REBUILD.PEOPLE.plus(done.people().size()))
                .set(ATTRIBUTION_REBUILD.DOCUMENTS, ATTRIBUTION_REBUILD.DOCUMENTS.plus(documents))
                .set(ATTRIBUTION_REBUILD.WORKED_AT, clock.instant())
                .where(ATTRIBUTION_REBUILD.ID.eq(id))
                .execute();
        done.changes().forEach(change -> add(tx, id, change));
    }

    private static void add(DSLContext tx, long id, CreditChange change) {
        var line = ATTRIBUTION_REBUILD_LINE;
        tx.insertInto(line)
                .set(line.REBUILD_ID, id)
                .set(line.RUN_ID, change.run())
                .set(line.CURRENCY, change.currency())
                .set(line.DOCUMENTS_BEFORE, change.documentsBefore())
                .set(line.MINOR_BEFORE, change.minorBefore())
                .set(line.DOCUMENTS_AFTER, change.documentsAfter())
                .set(line.MINOR_AFTER, change.minorAfter())
                .onConflict(line.REBUILD_ID, line.RUN_ID, line.CURRENCY)
                .doUpdate()
                .set(
                        line.DOCUMENTS_BEFORE,
                        line.DOCUMENTS_BEFORE.plus(excluded(line.DOCUMENTS_BEFORE)))
                .set(line.MINOR_BEFORE, line.MINOR_BEFORE.plus(excluded(line.MINOR_BEFORE)))
                .set(
                        line.DOCUMENTS_AFTER,
                        line.DOCUMENTS_AFTER.plus(excluded(line.DOCUMENTS_AFTER)))
                .set(line.MINOR_AFTER, line.MINOR_AFTER.plus(excluded(line.MINOR_AFTER)))
                .execute();
    }

    void end(DSLContext tx, long id, State state) {
        tx.update(ATTRIBUTION_REBUILD)
                .set(ATTRIBUTION_REBUILD.STATE, state.word())
                .set(ATTRIBUTION_REBUILD.FINISHED_AT, clock.instant())
                .where(ATTRIBUTION_REBUILD.ID.eq(id))
                .and(ATTRIBUTION_REBUILD.STATE.eq(State.RUNNING.word()))
                .execute();
    }

    void fail(long id) {
        end(postgres, id, State.FAILED);
    }

    /// Those that gave no sign of life for so long: their node ended.
    void failAbandoned(Duration silence) {
        postgres.update(ATTRIBUTION_REBUILD)
                .set(ATTRIBUTION_REBUILD.STATE, State.FAILED.word())
                .set(ATTRIBUTION_REBUILD.FINISHED_AT, clock.instant())
                .where(ATTRIBUTION_REBUILD.STATE.eq(State.RUNNING.word()))
                .and(ATTRIBUTION_REBUILD.WORKED_AT.lt(clock.instant().minus(silence)))
                .execute();
    }

    Optional<Rebuild> find(long id) {
        return postgres.selectFrom(ATTRIBUTION_REBUILD)
                .where(ATTRIBUTION_REBUILD.ID.eq(id))
                .fetchOptional(RebuildStore::rebuild);
    }

    /// The latest first.
    List<Rebuild> before(long id, int limit) {
        return postgres.selectFrom(ATTRIBUTION_REBUILD)
                .where(ATTRIBUTION_REBUILD.ID.lt(id))
                .orderBy(ATTRIBUTION_REBUILD.ID.desc())
                .limit(limit)
                .fetch(RebuildStore::rebuild);
    }

    /// By run, those of nobody last, and currency.
    List<CreditChange> changes(long id) {
        var line = ATTRIBUTION_REBUILD_LINE;
        return postgres.select(
                        line.RUN_ID,
                        line.CURRENCY,
                        line.DOCUMENTS_BEFORE,
                        line.MINOR_BEFORE,
                        line.DOCUMENTS_AFTER,
                        line.MINOR_AFTER)
                .from(line)
                .where(line.REBUILD_ID.eq(id))
                .orderBy(line.RUN_ID.asc().nullsLast(), line.CURRENCY)
                .fetchInto(CreditChange.class);
    }

    private static Rebuild rebuild(Record row) {
        return new Rebuild(
                row.get(ATTRIBUTION_REBUILD.ID),
                new OrderRange(
                        row.get(ATTRIBUTION_REBUILD.OPENS), row.get(ATTRIBUTION_REBUILD.CLOSES)),
                State.of(row.get(ATTRIBUTION_REBUILD.STATE)),
                row.get(ATTRIBUTION_REBUILD.ASKED_BY),
                row.get(ATTRIBUTION_REBUILD.ASKED_AT),
                row.get(ATTRIBUTION_REBUILD.WORKED_AT),
                row.get(ATTRIBUTION_REBUILD.FINISHED_AT),
                row.get(ATTRIBUTION_REBUILD.PEOPLE),
                row.get(ATTRIBUTION_REBUILD.DOCUMENTS));
    }
}
