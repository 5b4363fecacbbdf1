package org.parley.batch.rejudge;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.REJUDGED_EVENT;
import static org.parley.sql.postgres.Tables.REJUDGING;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;

/// Tells approved verdicts, some people a transaction, in ledger order, and has touches and
/// readings follow. How far it is belongs to the transaction: each verdict is told once, whoever
/// goes on after a crash.
final class VerdictTeller {

    private static final String VERDICTS = SqlFile.read(VerdictTeller.class, "tell_verdicts.sql");
    private static final String TOUCHES = SqlFile.read(VerdictTeller.class, "write_touches.sql");

    private final DSLContext postgres;
    private final ReadingWriter readings;
    private final Clock clock;
    private final int batch;

    /// @param batch people a transaction
    VerdictTeller(DSLContext postgres, ReadingWriter readings, Clock clock, int batch) {
        this.postgres = postgres;
        this.readings = readings;
        this.clock = clock;
        this.batch = batch;
    }

    /// The last person of those before.
    private record Position(int run, int person) {}

    /// @return people whose verdicts were told; 0: nobody is left, or it is not to be applied
    int next(long id) {
        return postgres.transactionResult(tx -> {
            var t = tx.dsl();
            var told = told(t, id);
            if (told.isEmpty()) {
                return 0;
            }
            var people = people(t, id, told.get());
            if (!people.isEmpty()) {
                tell(t, id, told.get(), people);
            }
            return people.size();
        });
    }

    /// Takes the rejudging for the rest of the transaction.
    ///
    /// @return empty: it is not to be applied
    private static Optional<Position> told(DSLContext t, long id) {
        return t.select(REJUDGING.LAST_RUN, REJUDGING.LAST_PERSON)
                .from(REJUDGING)
                .where(REJUDGING.ID.eq(id))
                .and(REJUDGING.STATE.eq(State.APPLYING.word()))
                .forUpdate()
                .fetchOptional(row -> new Position(row.value1(), row.value2()));
    }

    private List<MessageId> people(DSLContext t, long id, Position after) {
        return t.selectDistinct(REJUDGED_EVENT.RUN_ID, REJUDGED_EVENT.ORDINAL)
                .from(REJUDGED_EVENT)
                .where(REJUDGED_EVENT.REJUDGING_ID.eq(id))
                .and(
                        row(REJUDGED_EVENT.RUN_ID, REJUDGED_EVENT.ORDINAL)
                                .gt(after.run(), after.person()))
                .orderBy(REJUDGED_EVENT.RUN_ID, REJUDGED_EVENT.ORDINAL)
                .limit(batch)
                .fetch(row -> new MessageId(row.value1(), row.value2()));
    }

    private void tell(DSLContext t, long id, Position after, List<MessageId> people) {
        var last = people.getLast();
        var which =
                new Field<?>[] {
                    val(id),
                    val(after.run()),
                    val(after.person()),
                    val(last.run()),
                    val(last.ordinal())
                };
        readings.lock(t, people);
        t.execute(VERDICTS, which);
        t.execute(TOUCHES, which);
        readings.write(t, id, people);
        t.update(REJUDGING)
                .set(REJUDGING.LAST_RUN, last.run())
                .set(REJUDGING.LAST_PERSON, last.ordinal())
                .set(REJUDGING.WORKED_AT, clock.instant())
                .where(REJUDGING.ID.eq(id))
                .execute();
    }
}
