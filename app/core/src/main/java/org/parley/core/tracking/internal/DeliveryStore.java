package org.parley.core.tracking.internal;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.core.kernel.Channel;

/// Webhooks between their arrival and what they tell.
public final class DeliveryStore {

    /// Tries before a webhook is given up: 1, 2, 4 ... 240 seconds apart, a quarter of an hour in
    /// all.
    static final int PATIENCE = 11;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final long BATCH_BYTES = 16L << 20;

    private static final String CLAIM =
            """
            select id, octet_length(body) as size
            from webhook_delivery
            where next_attempt_at <= {0}
            order by next_attempt_at, id
            limit {1}
            for update skip locked\
            """;

    private static final String BODIES =
            """
            select id, channel, account, body, attempts from webhook_delivery
            where id = any({0}) order by id\
            """;

    private static final String INSERT =
            """
            insert into webhook_delivery (channel, account, received_at, next_attempt_at, body)
            select channel, account, at, at, decode(body, 'base64')
            from json_to_recordset(cast({0} as json))
              as f (channel text, account text, at timestamptz, body text)\
            """;

    private static final String POSTPONE =
            """
            update webhook_delivery
            set attempts = attempts + 1, next_attempt_at = {1}, problem = {2}
            where id = {0}\
            """;

    private static final String BURY =
            """
            with gone as (delete from webhook_delivery where id = {0} returning *)
            insert into webhook_dead (id, channel, account, received_at, body, problem, buried_at)
            select id, channel, account, received_at, body, {1}, {2} from gone\
            """;

    /// Many at once, in one commit and one round trip.
    public void store(DSLContext db, List<Arrival> arrivals) {
        db.query(INSERT, Json.rows(arrivals)).execute();
    }

    /// Due deliveries, locked until the transaction ends, oldest first; other nodes skip them.
    /// Takes fewer than asked where their bodies are large.
    List<Delivery> claim(DSLContext db, Instant now, int limit) {
        List<Long> ids = new ArrayList<>();
        long bytes = 0;
        for (Record row : db.fetch(CLAIM, val(now), val(limit))) {
            bytes += row.get("size", Long.class);
            if (!ids.isEmpty() && bytes > BATCH_BYTES) {
                break;
            }
            ids.add(row.get("id", Long.class));
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        return db.resultQuery(BODIES, val(ids.toArray(Long[]::new)))
                .fetch(row ->
                        new Delivery(
                                row.get("id", Long.class),
                                new Channel(row.get("channel", String.class)),
                                row.get("account", String.class),
                                row.get("body", byte[].class),
                                row.get("attempts", Integer.class)));
    }

    void finish(DSLContext db, List<Long> ids) {
        db.query("delete from webhook_delivery where id = any({0})", val(ids.toArray(Long[]::new)))
                .execute();
    }

    /// Later again, or to the dead when its patience is at its end.
    void postpone(DSLContext db, Delivery delivery, String problem, Instant now) {
        if (delivery.attempts() + 1 >= PATIENCE) {
            bury(db, delivery, problem, now);
            return;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(delivery.attempts(), 20));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        db.query(POSTPONE, val(delivery.id()), val(next), val(problem)).execute();
    }

    void bury(DSLContext db, Delivery delivery, String problem, Instant now) {
        db.query(BURY, val(delivery.id()), val(problem), val(now)).execute();
    }
}
