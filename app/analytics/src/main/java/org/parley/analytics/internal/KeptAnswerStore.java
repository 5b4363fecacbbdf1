package org.parley.analytics.internal;

import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.KEPT_ANSWER;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.parley.sql.postgres.tables.records.KeptAnswerRecord;

/// Answers in PostgreSQL.
final class KeptAnswerStore {

    /// Of one run: every dimension, some zones, and some twenty questions of each.
    static final int MOST = 256;

    private final DSLContext postgres;

    KeptAnswerStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Whether ClickHouse has every event of the run that has happened by now.
    boolean allTold(int run) {
        return !postgres.fetchExists(EVENT_OUTBOX, EVENT_OUTBOX.RUN_ID.eq(run));
    }

    /// @param answer as JSON
    /// @param seenAt since when somebody has found this footing
    /// @param answeredAt when computing began
    record Kept(Footing footing, String answer, Instant seenAt, Instant answeredAt) {}

    record Answer(Footing footing, String json) {}

    Optional<Kept> find(int run, String question) {
        return postgres.selectFrom(KEPT_ANSWER)
                .where(KEPT_ANSWER.RUN_ID.eq(run), KEPT_ANSWER.QUESTION.eq(question))
                .fetchOptional(KeptAnswerStore::kept);
    }

    /// Of every run.
    Map<Integer, Kept> find(String question) {
        return postgres.selectFrom(KEPT_ANSWER)
                .where(KEPT_ANSWER.QUESTION.eq(question))
                .fetchMap(KEPT_ANSWER.RUN_ID, KeptAnswerStore::kept);
    }

    private static Kept kept(KeptAnswerRecord row) {
        return new Kept(
                new Footing(row.getEvents(), row.getFirstKept(), row.getBasis()),
                row.getAnswer().data(),
                row.getSeenAt(),
                row.getAnsweredAt());
    }

    /// Instead of what was kept for the question. The oldest answers of the run go first.
    ///
    /// @param asked when computing began
    void keep(int run, String question, Footing footing, String answer, Instant asked) {
        insert(run, question, footing, answer, asked).execute();
        postgres.deleteFrom(KEPT_ANSWER)
                .where(KEPT_ANSWER.RUN_ID.eq(run))
                .and(
                        KEPT_ANSWER.QUESTION.in(
                                DSL.select(KEPT_ANSWER.QUESTION)
                                        .from(KEPT_ANSWER)
                                        .where(KEPT_ANSWER.RUN_ID.eq(run))
                                        .orderBy(
                                                KEPT_ANSWER.ANSWERED_AT.desc(),
                                                KEPT_ANSWER.QUESTION)
                                        .offset(MOST)))
                .execute();
    }

    /// Those of several runs that the ledger has, instead of what was kept of them for the
    /// question.
    ///
    /// @param asked when computing began
    void keep(String question, Map<Integer, Answer> answers, Instant asked) {
        var known =
                postgres.select(RUN.ID)
                        .from(RUN)
                        .where(RUN.ID.in(answers.keySet()))
                        .fetchSet(RUN.ID);
        postgres.batch(
                        answers.entrySet().stream()
                                .filter(answer -> known.contains(answer.getKey()))
                                .map(answer ->
                                        insert(
                                                answer.getKey(),
                                                question,
                                                answer.getValue().footing(),
                                                answer.getValue().json(),
                                                asked))
                                .toList())
                .execute();
    }

    private Query insert(int run, String question, Footing footing, String answer, Instant asked) {
        var same =
                KEPT_ANSWER
                        .EVENTS
                        .eq(footing.events())
                        .and(KEPT_ANSWER.FIRST_KEPT.eq(footing.firstKept()))
                        .and(KEPT_ANSWER.BASIS.eq(footing.basis()));
        return postgres.insertInto(KEPT_ANSWER)
                .set(KEPT_ANSWER.RUN_ID, run)
                .set(KEPT_ANSWER.QUESTION, question)
                .set(KEPT_ANSWER.EVENTS, footing.events())
                .set(KEPT_ANSWER.FIRST_KEPT, footing.firstKept())
                .set(KEPT_ANSWER.BASIS, footing.basis())
                .set(KEPT_ANSWER.ANSWER, JSONB.valueOf(answer))
                .set(KEPT_ANSWER.SEEN_AT, asked)
                .set(KEPT_ANSWER.ANSWERED_AT, asked)
                .onConflict(KEPT_ANSWER.RUN_ID, KEPT_ANSWER.QUESTION)
                .doUpdate()
                .set(
                        KEPT_ANSWER.SEEN_AT,
                        DSL.when(same, KEPT_ANSWER.SEEN_AT)
                                .otherwise(DSL.excluded(KEPT_ANSWER.SEEN_AT)))
                .set(KEPT_ANSWER.EVENTS, DSL.excluded(KEPT_ANSWER.EVENTS))
                .set(KEPT_ANSWER.FIRST_KEPT, DSL.excluded(KEPT_ANSWER.FIRST_KEPT))
                .set(KEPT_ANSWER.BASIS, DSL.excluded(KEPT_ANSWER.BASIS))
                .set(KEPT_ANSWER.ANSWER, DSL.excluded(KEPT_ANSWER.ANSWER))
                .set(KEPT_ANSWER.ANSWERED_AT, DSL.excluded(KEPT_ANSWER.ANSWERED_AT));
    }
}
