package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/// Credits orders under the booked model, last touch. A credit is a function of touches and orders,
/// computed anew for everybody who has a new one of either; so it does not matter which came first.
public final class Attribution {

    static final String MODEL = "last-touch";

    /// Any number that no one else locks.
    private static final long LOCK = 7_431_006_101L;

    private static final String RECOMPUTE = read("recompute_credits.sql");

    private static final String TAKE =
            """
            with taken as (
              delete from attribution_due
              where id in (select id from attribution_due order by id limit {0})
              returning contact_id)
            select distinct contact_id from taken order by contact_id\
            """;

    private static final String QUEUE =
            """
            insert into attribution_due (contact_id)
            select distinct contact_id from shop_order
            where contact_id is not null and placed_at >= {0} and placed_at < {1}\
            """;

    private final DSLContext dsl;
    private final Clock clock;

    public Attribution(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    /// Recomputes the credits of those who wait, up to `limit` entries of the queue.
    ///
    /// @return people computed; 0: nobody waits
    public int creditDue(int limit) {
        return dsl.transactionResult(tx -> {
            DSLContext db = tx.dsl();
            // One at a time over all nodes: of two that compute one person, the one that looked
            // earlier could write later. What is waiting is looked at after the lock is ours.
            db.fetch("select pg_advisory_xact_lock({0})", val(LOCK));
            List<Long> people = db.resultQuery(TAKE, val(limit)).fetch(0, Long.class);
            if (!people.isEmpty()) {
                db.fetch(
                        RECOMPUTE,
                        val(people.toArray(Long[]::new)),
                        val(MODEL),
                        val(clock.instant()));
            }
            return people.size();
        });
    }

    /// Queues everybody with an order in `[from, until)` again.
    ///
    /// @return how many people
    public int queue(Instant from, Instant until) {
        return dsl.query(QUEUE, val(from), val(until)).execute();
    }

    private static String read(String name) {
        try (InputStream in = Attribution.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Not in this build: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
