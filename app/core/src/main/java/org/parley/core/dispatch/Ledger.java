package org.parley.core.dispatch;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.dispatch.internal.ClaimStatement;
import org.parley.core.dispatch.internal.CountingAttempt;
import org.parley.core.dispatch.internal.Members;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.CodeIssue;

/// The send ledger. Each method is one transaction; promises 1 to 3 are kept here and nowhere else.
public final class Ledger {

    private static final String FREEZE = SqlFile.read(Members.class, "freeze.sql");
    private static final String SETTLE = SqlFile.read(Members.class, "settle.sql");
    private static final String ABANDON = SqlFile.read(Members.class, "abandon.sql");

    private final DSLContext dsl;
    private final ClaimStatement claims;
    private final Clock clock;
    private final Duration lease;

    /// @param zone of contacts that have none
    /// @param lease how long a claimed recipient may go without an outcome before it counts as
    ///   unknown; longer than any send
    /// @param codes gives people the codes of their arm's offer
    public Ledger(DSLContext dsl, Clock clock, ZoneId zone, Duration lease, CodeIssue codes) {
        this.dsl = dsl;
        this.claims = new ClaimStatement(zone, codes);
        this.clock = clock;
        this.lease = lease;
    }

    /// Freezes the audience of a run, once; a second call changes nothing.
    ///
    /// @param members passes the id of every member to its argument
    /// @return how many are targeted
    public int freeze(int runId, Consumer<LongConsumer> members) {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            var run =
                    t.select(RUN.SNAPSHOT_AT, RUN.TARGETED)
                            .from(RUN)
                            .where(RUN.ID.eq(runId))
                            .forUpdate()
                            .fetchSingle();
            if (run.value1() != null) {
                return run.value2();
            }
            Members.stage(t, members);
            return t.resultQuery(FREEZE, val(runId), val(clock.instant()))
                    .fetchSingle(RUN.TARGETED.getName(), Integer.class);
        });
    }

    /// What an earlier launch left claimed is settled as unknown, or as pending where the channel
    /// recognises repeats.
    ///
    /// @param idempotent channels that recognise repeats
    /// @param telling channels that tell of deliveries
    public void abandonClaims(
            int runId, Collection<Channel> idempotent, Collection<Channel> telling) {
        Instant now = clock.instant();
        dsl.transaction(tx -> {
            tx.dsl()
                    .execute(
                            ABANDON,
                            val(runId),
                            val(names(idempotent)),
                            val(now),
                            val(names(telling)));
            CountingAttempt.chooseAgain(tx.dsl(), runId, now);
        });
    }

    private static String[] names(Collection<Channel> channels) {
        return channels.stream().map(Channel::name).toArray(String[]::new);
    }

    /// Claims up to `size` recipients with ordinals in (`after`, `last`].
    public Claim claim(int runId, int after, int last, int size) {
        return dsl.transactionResult(
                tx -> claims.execute(tx.dsl(), runId, after, last, size, clock.instant(), lease));
    }

    /// When the next recipient of a range is due that is deferred, or that moves on to another
    /// channel.
    public Optional<Instant> nextDue(int runId, int after, int last) {
        return dsl.select(
                        DSL.least(
                                DSL.min(RECIPIENT.DEFERRED_UNTIL), DSL.min(RECIPIENT.FALL_BACK_AT)))
                .from(RECIPIENT)
                .where(
                        RECIPIENT.RUN_ID.eq(runId),
                        RECIPIENT.ORDINAL.gt(after),
                        RECIPIENT.ORDINAL.le(last),
                        RECIPIENT
                                .STATE
                                .eq(RecipientState.DEFERRED.stored())
                                .or(RECIPIENT.FALL_BACK_AT.isNotNull()))
                .fetchOptional(row -> row.value1());
    }

    /// Records outcomes, events and bills of a chunk.
    public void settle(int runId, List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        Integer[] ordinals = settlements.stream().map(Settlement::ordinal).toArray(Integer[]::new);
        dsl.transaction(tx -> {
            tx.dsl().execute(SETTLE, columns(runId, ordinals, settlements));
            CountingAttempt.choose(tx.dsl(), runId, ordinals, clock.instant());
            CodeIssue.settled(tx.dsl(), runId, ordinals);
        });
    }

    private static Field<?>[] columns(int runId, Integer[] ordinals, List<Settlement> settlements) {
        return new Field<?>[] {
            val(runId),
            val(ordinals),
            val(array(settlements, s -> s.state().stored(), String[]::new)),
            val(array(settlements, Settlement::reason, String[]::new)),
            val(array(settlements, Settlement::providerMessageId, String[]::new)),
            val(
                    array(
                            settlements,
                            s -> s.failure() == null ? null : s.failure().name(),
                            String[]::new)),
            val(array(settlements, Settlement::code, String[]::new)),
            val(array(settlements, Settlement::at, Instant[]::new)),
            val(array(settlements, Settlement::deferredUntil, Instant[]::new)),
            val(array(settlements, Settlement::delivered, Boolean[]::new)),
            val(array(settlements, s -> (short) s.step(), Short[]::new)),
            val(array(settlements, Settlement::gone, Boolean[]::new))
        };
    }

    private static <T> @Nullable T[] array(
            List<Settlement> settlements,
            Function<Settlement, ? extends @Nullable T> field,
            IntFunction<@Nullable T[]> array) {
        List<@Nullable T> values = new ArrayList<>(settlements.size());
        settlements.forEach(settlement -> values.add(field.apply(settlement)));
        return values.toArray(array);
    }

    /// Whether the run may still be worked on.
    public boolean running(int runId) {
        return dsl.fetchExists(RUN, RUN.ID.eq(runId).and(RUN.STATE.eq("running")));
    }
}
