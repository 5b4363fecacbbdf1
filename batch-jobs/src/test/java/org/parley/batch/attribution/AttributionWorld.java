package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.sql.testing.TestStores;

/// Contacts who get messages of campaigns, touch them and buy.
final class AttributionWorld {

    static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    final DataSource stores = TestStores.freshPostgres();
    final DSLContext dsl = DSL.using(stores, SQLDialect.POSTGRES);
    private final int contacts;
    private Duration later = Duration.ZERO;

    /// @param contacts numbered from 1
    AttributionWorld(int contacts) {
        this.contacts = contacts;
        dsl.execute("insert into segment (name, rule) values ('all', '{}')");
        dsl.execute("insert into message (name) values ('hello')");
        dsl.execute(
                "insert into contact (external_id) select 'c' || i from generate_series(1, {0}) i",
                val(contacts));
    }

    Attribution attribution() {
        return new Attribution(dsl, AttributionSettings.usual(), CLOCK);
    }

    /// Later each time, when campaigns are judged that were to be judged before.
    Attribution attributionLater() {
        later = later.plus(SharedCodes.EVERY);
        return new Attribution(dsl, AttributionSettings.usual(), Clock.offset(CLOCK, later));
    }

    /// A campaign with one arm and one run, both of this number; the ordinal of a contact is the
    /// contact's number.
    void run(int number, int attributionDays) {
        dsl.execute(
                """
                insert into campaign (name, segment_id, message_id, seed, attribution_days, created_by)
                values ({0}, 1, 1, 's', {1}, 'test')\
                """,
                val("campaign " + number), val(attributionDays));
        dsl.execute(
                "insert into campaign_arm (campaign_id, arm, name, weight) values ({0}, 1, 'arm', 10000)",
                val(number));
        dsl.execute(
                "insert into run (campaign_id, fire_time, state, started_at) values ({0}, {1}, 'running', {1})",
                val(number), val(NOON));
        dsl.execute(
                """
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at)
                select {0}, i, i, 1, 'viber', '+' || i, 'sent', {1} from generate_series(1, {2}) i\
                """,
                val(number), val(NOON), val(contacts));
    }

    void touch(long contact, int run, String kind, Instant at) {
        dsl.execute(
                "insert into touch (contact_id, run_id, ordinal, kind, at) values ({0}, {1}, {0}, {2}, {3})",
                val(contact), val(run), val(kind), val(at));
    }

    /// Gives everybody of a campaign and run of this number a code, {@link #code}.
    void codes(int run) {
        dsl.execute(
                "insert into offer (id, name, source, created_by, created_at) overriding system value values ({0}, 'offer ' || {0}, 'pool', 'test', now())",
                val(run));
        dsl.execute(
                """
                insert into promo_code (offer_id, code, campaign_id, contact_id, issued_at)
                select {0}, 'code' || {0} || '-' || i, {0}, i, {1} from generate_series(1, {2}) i\
                """,
                val(run), val(NOON), val(contacts));
    }

    static String code(int run, long contact) {
        return "code" + run + "-" + contact;
    }

    /// A code that an order was placed with, as the shop tells it.
    void use(String order, String code) {
        dsl.execute(
                "insert into shop_order_code (shop_order_id, code) select id, {1} from shop_order where store = 'shop' and external_id = {0}",
                val(order), val(code));
    }

    /// A code that a till redeemed for an order, which may be told later.
    void redeem(String order, String code) {
        dsl.execute(
                "insert into promo_redemption (code_id, store, order_id, redeemed_at, source) select id, 'shop', {0}, {2}, 'store' from promo_code where code = {1} on conflict do nothing",
                val(order), val(code), val(NOON));
    }

    void order(
            String id,
            String kind,
            @Nullable String refundOf,
            @Nullable Long contact,
            Instant at,
            String currency,
            long minor) {
        dsl.execute(
                """
                insert into shop_order (store, external_id, kind, refund_of, contact_id, placed_at, currency, revenue,
                  revenue_minor, source)
                values ('shop', {0}, {1}, {2}, {3}, {4}, {5}, {6}, {6}, 'api')\
                """,
                val(id),
                val(kind),
                val(refundOf, String.class),
                val(contact, Long.class),
                val(at),
                val(currency),
                val(minor));
    }

    /// Order, run and kind of each credit, by order.
    List<String> credits() {
        return dsl.resultQuery(
                        """
                        select concat_ws(' ', o.external_id, c.run_id, c.touch_kind)
                        from credit c join shop_order o on o.id = c.shop_order_id
                        order by o.external_id\
                        """)
                .fetch(0, String.class);
    }

    /// Order, model, run, weight and amount of each share.
    List<String> shares() {
        return dsl.resultQuery(
                        """
                        select concat_ws(' ', o.external_id, s.model, s.run_id, s.weight, s.minor)
                        from credit_share s join shop_order o on o.id = s.shop_order_id
                        order by o.external_id, s.model, s.run_id\
                        """)
                .fetch(0, String.class);
    }

    static void drain(Attribution attribution) {
        int computed = attribution.creditDue(100);
        while (computed > 0) {
            computed = attribution.creditDue(100);
        }
    }
}
