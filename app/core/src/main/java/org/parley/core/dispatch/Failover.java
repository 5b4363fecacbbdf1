package org.parley.core.dispatch;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.dispatch.internal.CountingAttempt;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.DatabaseLock;
import org.parley.core.kernel.SqlFile;

/// Moves people who could not be reached on one channel of their arm on to the next. Each method is
/// one transaction.
public final class Failover {

    private static final String ADVANCE = SqlFile.read(CountingAttempt.class, "advance.sql");

    private final DSLContext dsl;
    private final Clock clock;

    public Failover(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    /// Somebody whose time to move on has come.
    ///
    /// @param providerMessageId null where the provider never took a message over
    public record Lapsed(
            int ordinal,
            int arm,
            int step,
            Channel channel,
            String address,
            @Nullable String providerMessageId) {}

    /// Those with ordinals in (`after`, `last`] whose time has come, at most `limit`.
    public List<Lapsed> lapsed(int runId, int after, int last, int limit) {
        return dsl.select(
                        RECIPIENT.ORDINAL,
                        RECIPIENT.ARM,
                        RECIPIENT.STEP,
                        RECIPIENT.CHANNEL,
                        RECIPIENT.ADDRESS,
                        RECIPIENT.PROVIDER_MESSAGE_ID)
                .from(RECIPIENT)
                .where(
                        RECIPIENT.RUN_ID.eq(runId),
                        RECIPIENT.ORDINAL.gt(after),
                        RECIPIENT.ORDINAL.le(last),
                        RECIPIENT.FALL_BACK_AT.le(clock.instant()),
                        RECIPIENT.STATE.ne(RecipientState.CLAIMED.stored()))
                .orderBy(RECIPIENT.ORDINAL)
                .limit(limit)
                .fetch(row ->
                        new Lapsed(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                new Channel(row.value4()),
                                row.value5(),
                                row.value6()));
    }

    /// Moves those whose time has come to the next usable step, where there is one; the others stay
    /// where they are for good. Nobody moves while the run is paused.
    ///
    /// @return how many are pending again
    public int advance(int runId, Collection<Integer> ordinals) {
        Integer[] these = ordinals.toArray(Integer[]::new);
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            Instant now = clock.instant();
            // two contacts behind one address must see each other move
            t.fetch(
                    "select pg_advisory_xact_lock({0}, {1})",
                    val(DatabaseLock.FAILOVER_OF_RUN.half()), val(runId));
            int moved =
                    t.resultQuery(ADVANCE, val(runId), val(these), val(now))
                            .fetchSingle()
                            .into(int.class);
            CountingAttempt.choose(t, runId, these, now);
            return moved;
        });
    }

    /// Leaves people where they are, because their provider says that they have the message.
    public void stay(int runId, Collection<Lapsed> people) {
        for (Lapsed person : people) {
            dsl.update(RECIPIENT)
                    .setNull(RECIPIENT.FALL_BACK_AT)
                    .where(
                            RECIPIENT.RUN_ID.eq(runId),
                            RECIPIENT.ORDINAL.eq(person.ordinal()),
                            RECIPIENT.STEP.eq((short) person.step()))
                    .execute();
        }
    }
}
