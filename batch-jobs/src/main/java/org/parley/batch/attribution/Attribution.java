package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;

/// Credits orders: under the booked model, last touch, and beside it under every other model. A
/// credit is a function of touches and orders, computed anew for everybody who has a new one of
/// either; so it does not matter which came first.
public final class Attribution {

    /// Any number that no one else locks.
    private static final long LOCK = 7_431_006_101L;

    private static final String TAKE =
            """
            with taken as (
              delete from attribution_due
              where id in (select id from attribution_due order by id limit {0})
              returning contact_id)
            select distinct contact_id from taken order by contact_id\
            """;

    private static final String NEXT =
            """
            select distinct contact_id from shop_order
            where contact_id > {0} and kind = 'sale' and placed_at >= {1} and placed_at < {2}
            order by contact_id
            limit {3}\
            """;

    private final DSLContext dsl;
    private final CreditBook book;
    private final Clock clock;

    public Attribution(DSLContext dsl, AttributionSettings settings, Clock clock) {
        this.dsl = dsl;
        this.book = new CreditBook(settings);
        this.clock = clock;
    }

    /// Recomputes the credits of those who wait, up to `limit` entries of the queue.
    ///
    /// @return people computed; 0: nobody waits
    public int creditDue(int limit) {
        return dsl.transactionResult(tx -> {
            DSLContext db = alone(tx.dsl());
            List<Long> people = db.resultQuery(TAKE, val(limit)).fetch(0, Long.class);
            if (!people.isEmpty()) {
                book.credit(db, people, OrderRange.ALL, clock.instant());
            }
            return people.size();
        });
    }

    /// Some people of a range, computed anew.
    ///
    /// @param people contacts in ascending order; empty: nobody is left
    record Recomputed(List<Long> people, List<CreditChange> changes) {}

    /// Recomputes the sales of a range for its next people, and their refunds. Within the caller's
    /// transaction.
    ///
    /// @param after the last contact that was computed before; 0: none
    Recomputed recompute(DSLContext tx, OrderRange range, long after, int limit) {
        DSLContext db = alone(tx);
        List<Long> people =
                db.resultQuery(
                                NEXT,
                                val(after),
                                val(range.opens()),
                                val(range.closes()),
                                val(limit))
                        .fetch(0, Long.class);
        return new Recomputed(people, book.credit(db, people, range, clock.instant()));
    }

    /// One at a time over all nodes: of two that compute one person, the one that looked earlier
    /// could write later. What there is to do is looked at after the lock is ours.
    private static DSLContext alone(DSLContext db) {
        db.fetch("select pg_advisory_xact_lock({0})", val(LOCK));
        return db;
    }
}
