package org.parley.batch.rejudge;

import static org.parley.sql.postgres.Tables.REJUDGED_EVENT;
import static org.parley.sql.postgres.Tables.REJUDGING;
import static org.parley.sql.postgres.Tables.REJUDGING_LINE;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.parley.batch.rejudge.PersonJudge.Judged;
import org.parley.batch.rejudge.Rejudging.Line;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.audit.AuditLog;
import org.parley.sql.postgres.tables.records.RejudgedEventRecord;
import org.parley.sql.postgres.tables.records.RejudgingLineRecord;
import org.parley.sql.postgres.tables.records.RejudgingRecord;

/// The list of rejudgings, how far each is, and what it found.
final class RejudgingStore {

    private static final Field<Integer> MONTH =
            DSL.field(
                    "to_char({0} at time zone 'UTC', 'YYYYMM')::integer",
                    Integer.class, REJUDGED_EVENT.OCCURRED_AT);

    private final DSLContext postgres;
    private final Clock clock;
    private final AuditLog audit;

    RejudgingStore(DSLContext postgres, Clock clock, AuditLog audit) {
        this.postgres = postgres;
        this.clock = clock;
        this.audit = audit;
    }

    /// @return empty: another one is open
    Optional<Rejudging> add(EventRange range, int rules, String reason, String actor) {
        return postgres.transactionResult(tx -> {
            var added =
                    tx.dsl()
                            .insertInto(REJUDGING)
                            .set(REJUDGING.OPENS, range.opens())
                            .set(REJUDGING.CLOSES, range.closes())
                            .set(REJUDGING.RULES, rules)
                            .set(REJUDGING.STATE, State.JUDGING.word())
                            .set(REJUDGING.REASON, reason)
                            .set(REJUDGING.ASKED_BY, actor)
                            .set(REJUDGING.ASKED_AT, clock.instant())
                            .set(REJUDGING.WORKED_AT, clock.instant())
                            .onConflictDoNothing()
                            .returning()
                            .fetchOptional(RejudgingStore::rejudging);
            added.ifPresent(rejudging ->
                    audit.record(
                            actor,
                            "rejudging.request",
                            subject(rejudging.id()),
                            Map.of(
                                    "from",
                                    range.opens(),
                                    "until",
                                    range.closes(),
                                    "rules",
                                    rules,
                                    "reason",
                                    reason)));
            return added;
        });
    }

    /// A batch of verdicts, and a sign of life.
    ///
    /// @param looked events looked at since the batch before
    /// @return whether it is still being judged
    boolean save(long id, int looked, List<Judged> verdicts) {
        return postgres.transactionResult(tx -> {
            int wanted =
                    tx.dsl()
                            .update(REJUDGING)
                            .set(REJUDGING.JUDGED, REJUDGING.JUDGED.plus(looked))
                            .set(REJUDGING.VERDICTS, REJUDGING.VERDICTS.plus(verdicts.size()))
                            .set(REJUDGING.WORKED_AT, clock.instant())
                            .where(is(id, State.JUDGING))
                            .execute();
            if (wanted == 0) {
                return false;
            }
            tx.dsl().batchInsert(verdicts.stream().map(each -> row(id, each)).toList()).execute();
            return true;
        });
    }

    private static RejudgedEventRecord row(long id, Judged judged) {
        var event = judged.event();
        return new RejudgedEventRecord(
                id,
                event.person().run(),
                event.person().ordinal(),
                event.id(),
                event.kind().word(),
                event.message().channel(),
                event.at(),
                event.implied(),
                judged.verdict().machine(),
                judged.overturns(),
                judged.verdict().judgedBy());
    }

    void judged(long id, String digest, List<Line> lines) {
        postgres.transaction(tx -> {
            int settled =
                    tx.dsl()
                            .update(REJUDGING)
                            .set(REJUDGING.STATE, State.JUDGED.word())
                            .set(REJUDGING.DIGEST, digest)
                            .set(REJUDGING.WORKED_AT, clock.instant())
                            .where(is(id, State.JUDGING))
                            .execute();
            if (settled == 1) {
                tx.dsl()
                        .batchInsert(
                                lines.stream()
                                        .map(line ->
                                                new RejudgingLineRecord(
                                                        id,
                                                        line.run(),
                                                        line.kind(),
                                                        line.peopleBefore(),
                                                        line.peopleAfter()))
                                        .toList())
                        .execute();
            }
        });
    }

    /// @param detail for the audit log
    /// @return whether nobody decided before
    boolean decide(long id, State from, State to, String actor, Map<String, Object> detail) {
        return postgres.transactionResult(tx -> {
            int decided =
                    tx.dsl()
                            .update(REJUDGING)
                            .set(REJUDGING.STATE, to.word())
                            .set(REJUDGING.DECIDED_BY, actor)
                            .set(REJUDGING.DECIDED_AT, clock.instant())
                            .set(REJUDGING.WORKED_AT, clock.instant())
                            .where(is(id, from))
                            .execute();
            if (decided == 1) {
                audit.record(
                        actor,
                        to == State.APPLYING ? "rejudging.approve" : "rejudging.reject",
                        subject(id),
                        detail);
            }
            return decided == 1;
        });
    }

    /// A sign of life.
    ///
    /// @return whether there is still something to do
    boolean alive(long id) {
        return postgres.update(REJUDGING)
                        .set(REJUDGING.WORKED_AT, clock.instant())
                        .where(REJUDGING.ID.eq(id))
                        .and(REJUDGING.STATE.in(State.JUDGING.word(), State.APPLYING.word()))
                        .execute()
                == 1;
    }

    void applied(long id) {
        postgres.update(REJUDGING)
                .set(REJUDGING.STATE, State.APPLIED.word())
                .set(REJUDGING.FINISHED_AT, clock.instant())
                .setNull(REJUDGING.PROBLEM)
                .where(is(id, State.APPLYING))
                .execute();
    }

    /// Something went wrong: what was being judged has failed, what was being applied goes on
    /// later.
    void broke(long id, String problem) {
        postgres.update(REJUDGING)
                .set(REJUDGING.PROBLEM, problem)
                .where(is(id, State.APPLYING))
                .execute();
        fail(REJUDGING.ID.eq(id), problem);
    }

    /// Those that are being judged and gave no sign of life for so long: their node ended.
    void failAbandoned(Duration silence) {
        fail(REJUDGING.WORKED_AT.lt(clock.instant().minus(silence)), "Its node ended. Ask again.");
    }

    private void fail(Condition which, String problem) {
        postgres.update(REJUDGING)
                .set(REJUDGING.STATE, State.FAILED.word())
                .set(REJUDGING.PROBLEM, problem)
                .set(REJUDGING.FINISHED_AT, clock.instant())
                .where(which)
                .and(REJUDGING.STATE.eq(State.JUDGING.word()))
                .execute();
    }

    /// Those that are being applied and gave no sign of life for so long. Each is given to one
    /// caller.
    List<Long> takeAbandoned(Duration silence) {
        return postgres.update(REJUDGING)
                .set(REJUDGING.WORKED_AT, clock.instant())
                .where(REJUDGING.STATE.eq(State.APPLYING.word()))
                .and(REJUDGING.WORKED_AT.lt(clock.instant().minus(silence)))
                .returning(REJUDGING.ID)
                .fetch(REJUDGING.ID);
    }

    Optional<Rejudging> find(long id) {
        return postgres.selectFrom(REJUDGING)
                .where(REJUDGING.ID.eq(id))
                .fetchOptional(RejudgingStore::rejudging);
    }

    /// The latest first.
    List<Rejudging> before(long id, int limit) {
        return postgres.selectFrom(REJUDGING)
                .where(REJUDGING.ID.lt(id))
                .orderBy(REJUDGING.ID.desc())
                .limit(limit)
                .fetch(RejudgingStore::rejudging);
    }

    /// By run.
    List<Line> lines(long id) {
        return postgres.selectFrom(REJUDGING_LINE)
                .where(REJUDGING_LINE.REJUDGING_ID.eq(id))
                .orderBy(REJUDGING_LINE.RUN_ID, REJUDGING_LINE.KIND)
                .fetch(row ->
                        new Line(
                                row.getRunId(),
                                row.getKind(),
                                row.getPeopleBefore(),
                                row.getPeopleAfter()));
    }

    /// Those with new verdicts, as `YYYYMM` in UTC.
    SortedSet<Integer> months(long id) {
        return new TreeSet<>(
                postgres.selectDistinct(MONTH)
                        .from(REJUDGED_EVENT)
                        .where(REJUDGED_EVENT.REJUDGING_ID.eq(id))
                        .fetch(MONTH));
    }

    private static Condition is(long id, State state) {
        return REJUDGING.ID.eq(id).and(REJUDGING.STATE.eq(state.word()));
    }

    private static String subject(long id) {
        return "rejudging/" + id;
    }

    private static Rejudging rejudging(RejudgingRecord row) {
        return new Rejudging(
                row.getId(),
                new EventRange(row.getOpens(), row.getCloses()),
                row.getRules(),
                State.of(row.getState()),
                row.getReason(),
                row.getAskedBy(),
                row.getAskedAt(),
                row.getWorkedAt(),
                row.getJudged(),
                row.getVerdicts(),
                row.getDigest(),
                row.getDecidedBy(),
                row.getDecidedAt(),
                row.getFinishedAt(),
                row.getProblem());
    }
}
