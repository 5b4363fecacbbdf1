package org.parley.batch.relay;

import static org.parley.sql.postgres.Tables.EVENT_BATCH;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.DatabaseLock;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// Ships events exactly once. First a batch is frozen: these rows, under this number, committed.
/// Then it is inserted into ClickHouse under a token made of that number, and only after the
/// acknowledgement do rows and batch leave. Whatever breaks in between, the next try sends the same
/// rows under the same token, which ClickHouse's deduplication windows recognise, also on the
/// targets of the materialized views. There is at most one open batch, so no other insert comes
/// between try and retry.
///
/// Servers forget tokens, the replicated ones after a time. So a batch that has been open for long
/// is looked up first: what of it is there is not sent again, and the rollups, which a broken
/// insert may have left behind, are added to from what is there.
public final class EventRelay {

    private static final String TABLE = "message_event";
    private static final long MOST_MILLIS = (1L << 32) - 1;

    /// Half of the shortest time for which a server may remember tokens.
    private static final DayToSecond LONG = DayToSecond.valueOf(Duration.ofMinutes(30));

    private final DSLContext dsl;
    private final ClickHouseInserts inserts;
    private final Arrivals arrivals;
    private final int batchSize;

    /// @param batchSize rows in one insert, up to 500,000: below the server's block, so that an
    ///   insert stays one part a month
    public EventRelay(DSLContext dsl, ClickHouseInserts inserts, Arrivals arrivals, int batchSize) {
        this.dsl = dsl;
        this.inserts = inserts;
        this.arrivals = arrivals;
        this.batchSize = batchSize;
    }

    /// One batch. One lock around freezing and sending: who waits for it finds either no batch, or
    /// one that got no answer.
    ///
    /// @return how many events arrived; 0 when there are none, or when another node is shipping
    public int ship() {
        return dsl.connectionResult(connection -> {
            DSLContext own = DSL.using(connection, dsl.dialect(), dsl.settings());
            if (!asked(own, "pg_try_advisory_lock")) {
                return 0;
            }
            try {
                own.transaction(tx -> freeze(tx.dsl()));
                return own.transactionResult(tx -> shipFrozen(tx.dsl()));
            } finally {
                asked(own, "pg_advisory_unlock");
            }
        });
    }

    private int shipFrozen(DSLContext t) {
        Record3<Long, Long[], Boolean> batch =
                t.select(
                                EVENT_BATCH.ID,
                                EVENT_BATCH.EVENT_IDS,
                                DSL.field(
                                        EVENT_BATCH.FROZEN_AT.lt(DSL.currentInstant().minus(LONG))))
                        .from(EVENT_BATCH)
                        .forUpdate()
                        .fetchOne();
        if (batch == null) {
            return 0;
        }
        Result<EventOutboxRecord> events =
                t.selectFrom(EVENT_OUTBOX)
                        .where(EVENT_OUTBOX.ID.eq(DSL.any(batch.value2())))
                        .orderBy(EVENT_OUTBOX.ID)
                        .fetch();
        if (events.size() != batch.value2().length) {
            throw new IllegalStateException(
                    "Batch " + batch.value1() + " has lost rows of the outbox; nothing is sent");
        }
        send(batch.value1(), events, batch.value3());
        t.deleteFrom(EVENT_OUTBOX).where(EVENT_OUTBOX.ID.eq(DSL.any(batch.value2()))).execute();
        t.deleteFrom(EVENT_BATCH).where(EVENT_BATCH.ID.eq(batch.value1())).execute();
        return events.size();
    }

    private void send(long batch, Result<EventOutboxRecord> events, boolean open) {
        Set<Long> there = open ? arrivals.of(batch) : Set.of();
        if (there.isEmpty()) {
            inserts.insert(TABLE, "ev:" + batch, events, row -> write(row, batch));
            return;
        }
        List<EventOutboxRecord> missing =
                events.stream().filter(event -> !there.contains(event.getId())).toList();
        if (!missing.isEmpty()) {
            // a token of its own for each rest: what is left after another break is fewer rows
            inserts.insert(
                    TABLE,
                    "ev:" + batch + ":rest:" + missing.size(),
                    missing,
                    row -> write(row, batch));
        }
        arrivals.addToRollups(batch);
    }

    /// Of the session, so that it outlasts the commit between freezing and sending. A session that
    /// breaks lets go, and takes the transaction that sends with it.
    private static boolean asked(DSLContext own, String function) {
        return own.select(
                        DSL.function(
                                function, Boolean.class, DSL.val(DatabaseLock.EVENT_RELAY.key())))
                .fetchSingle()
                .value1();
    }

    /// Waits for whoever ships, and keeps everybody from shipping until the transaction ends.
    /// Waiters are let in in turn, before anybody who only tries.
    static void waitAlone(DSLContext t) {
        t.fetch("select pg_advisory_xact_lock({0})", DSL.val(DatabaseLock.EVENT_RELAY.key()));
    }

    /// Rows are chosen by being there, never by a number above the last: numbers do not commit in
    /// order.
    private void freeze(DSLContext t) {
        t.insertInto(EVENT_BATCH, EVENT_BATCH.EVENT_IDS)
                .select(
                        DSL.select(DSL.field("array_agg(due.id order by due.id)", Long[].class))
                                .from(
                                        DSL.select(EVENT_OUTBOX.ID)
                                                .from(EVENT_OUTBOX)
                                                .orderBy(EVENT_OUTBOX.ID)
                                                .limit(batchSize)
                                                .asTable("due"))
                                .having(DSL.count().gt(0)))
                .onConflictDoNothing()
                .execute();
    }

    private static Row write(EventOutboxRecord e, long batch) {
        return row -> {
            row.set("kind", e.getKind());
            row.set("run_id", e.getRunId().longValue());
            row.set("ordinal", e.getOrdinal().longValue());
            row.set("event_id", e.getId());
            row.set("batch_id", batch);
            row.set("occurred_at", e.getOccurredAt());
            row.set("contact_id", e.getContactId());
            row.set("arm", e.getArm());
            row.set("channel", e.getChannel());
            row.set("country", e.getCountry());
            row.set("language", e.getLanguage());
            row.set("reason", e.getReason());
            row.set("link_index", e.getLinkIndex());
            row.set("machine", e.getMachine());
            row.set("price", Objects.requireNonNullElse(e.getPrice(), BigDecimal.ZERO));
            row.set("currency", Objects.requireNonNullElse(e.getCurrency(), ""));
            row.set("user_agent", e.getUserAgent());
            row.set("network", e.getNetwork());
            row.set("since_accepted_ms", bounded(e.getSinceAcceptedMs()));
            row.set("rules", e.getRules().longValue());
            row.set("judged_by", e.getJudgedBy());
            row.set("about", Objects.requireNonNullElse(e.getAbout(), 0L));
        };
    }

    /// As a `UInt32` holds it: forty-nine days are as good as for ever.
    private static @Nullable Long bounded(@Nullable Long millis) {
        return millis == null ? null : Math.min(millis, MOST_MILLIS);
    }
}
