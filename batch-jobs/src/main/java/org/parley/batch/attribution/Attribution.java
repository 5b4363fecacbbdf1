package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.DatabaseLock;
import org.parley.core.kernel.SqlFile;

/// Credits orders: under the booked model, last touch, and beside it under every other model. A
/// credit is a function of touches, orders and which codes went round, computed anew for each sale
/// that is new, has a new refund or is reached by a new touch; so it does not matter which came
/// first. Other sales are left alone: settings that have changed since reach them by a rebuild
/// only.
public final class Attribution {

    private static final String TAKE =
            """
            delete from attribution_due
            where id in (select id from attribution_due order by id limit {0})
            returning contact_id, touch_id, sale_id\
            """;

    private static final String REACHED = SqlFile.read(Attribution.class, "select_reached.sql");

    // Each side is cut by itself: the union of both would be all people who are left.
    private static final String NEXT =
            """
            select contact_id from (
              (select distinct contact_id from shop_order
              where contact_id > {0} and kind = 'sale' and placed_at >= {1} and placed_at < {2}
              order by contact_id
              limit {3})
              union
              (select distinct used.contact_id
              from code_use used
              join shop_order sale on sale.id = used.sale_id
              where used.used_by = 'unknown' and used.contact_id > {0}
                and sale.placed_at >= {1} and sale.placed_at < {2}
              order by used.contact_id
              limit {3})
            ) people
            order by contact_id
            limit {3}\
            """;

    private static final String SALES =
            """
            select sale.id
            from unnest({0}) as asked (contact_id)
            join shop_order sale on sale.contact_id = asked.contact_id and sale.kind = 'sale'
            where sale.placed_at >= {1} and sale.placed_at < {2}
            union
            select sale.id
            from unnest({0}) as asked (contact_id)
            join code_use used on used.contact_id = asked.contact_id and used.used_by = 'unknown'
            join shop_order sale on sale.id = used.sale_id
            where sale.placed_at >= {1} and sale.placed_at < {2}
            order by 1\
            """;

    private final DSLContext dsl;
    private final CreditBook book;
    private final SharedCodes shared;
    private final Clock clock;

    public Attribution(DSLContext dsl, AttributionSettings settings, Clock clock) {
        this.dsl = dsl;
        this.book = new CreditBook(settings);
        this.shared = new SharedCodes(settings);
        this.clock = clock;
    }

    /// Why somebody waits.
    ///
    /// @param touch a new one; null: none
    /// @param sale a new one, or one with a new refund; null: none, and without a touch either all
    ///   sales of the contact
    private record Due(long contact, @Nullable Long touch, @Nullable Long sale) {}

    /// Recomputes the credits of those who wait, up to `limit` entries of the queue.
    ///
    /// @return people who waited; 0: nobody
    public int creditDue(int limit) {
        return dsl.transactionResult(tx -> {
            DSLContext db = alone(tx.dsl());
            Instant now = clock.instant();
            shared.judgeDue(db, now);
            List<Due> due =
                    db.resultQuery(TAKE, val(limit))
                            .fetch(row ->
                                    new Due(
                                            row.get("contact_id", Long.class),
                                            row.get("touch_id", Long.class),
                                            row.get("sale_id", Long.class)));
            if (due.isEmpty()) {
                return 0;
            }
            List<Long> sales = reached(db, due);
            shared.ask(db, sales, now);
            book.credit(db, sales, now);
            return (int) due.stream().mapToLong(Due::contact).distinct().count();
        });
    }

    private static List<Long> reached(DSLContext db, List<Due> due) {
        Stream<Long> wholly =
                due.stream()
                        .filter(one -> one.touch() == null && one.sale() == null)
                        .map(Due::contact);
        return db.resultQuery(
                        REACHED,
                        numbers(wholly),
                        numbers(due.stream().map(Due::touch)),
                        numbers(due.stream().map(Due::sale)))
                .fetch(0, Long.class);
    }

    private static Field<Long[]> numbers(Stream<? extends @Nullable Long> numbers) {
        return val(numbers.filter(Objects::nonNull).distinct().toArray(Long[]::new));
    }

    /// Some people of a range, computed anew.
    ///
    /// @param people contacts in ascending order; empty: nobody is left
    record Recomputed(List<Long> people, List<CreditChange> changes) {}

    /// Recomputes the sales of a range for its next people, and their refunds; with the first ones
    /// all campaigns are judged anew by the settings of now. Within the caller's transaction.
    ///
    /// @param after the last contact that was computed before; 0: none
    Recomputed recompute(DSLContext tx, OrderRange range, long after, int limit) {
        DSLContext db = alone(tx);
        if (after == 0) {
            shared.judgeAll(db);
        }
        List<Long> people =
                db.resultQuery(
                                NEXT,
                                val(after),
                                val(range.opens()),
                                val(range.closes()),
                                val(limit))
                        .fetch(0, Long.class);
        List<Long> sales =
                db.resultQuery(
                                SALES,
                                numbers(people.stream()),
                                val(range.opens()),
                                val(range.closes()))
                        .fetch(0, Long.class);
        return new Recomputed(people, book.credit(db, sales, clock.instant()));
    }

    /// One at a time over all nodes: of two that compute one person, the one that looked earlier
    /// could write later. What there is to do is looked at after the lock is ours.
    private static DSLContext alone(DSLContext db) {
        db.fetch("select pg_advisory_xact_lock({0})", val(DatabaseLock.ATTRIBUTION.key()));
        return db;
    }
}
