package org.parley.batch.reconcile;

import static org.jooq.impl.DSL.val;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.batch.relay.Arrivals;
import org.parley.batch.relay.ClickHouseInserts;
import org.parley.batch.relay.EventRelay;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollups;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.json.JsonMapper;

/// Both stores with a ledger whose events have been told, and what breaks them.
final class ReconcileWorld implements AutoCloseable {

    final DataSource ledger = TestStores.freshPostgres();
    final DSLContext postgres = DSL.using(ledger, SQLDialect.POSTGRES);
    final Clock clock = Clock.systemUTC();
    final AuditLog audit =
            new AuditLog(new AuditStore(postgres, JsonMapper.builder().build(), clock));
    final ReconciliationStore store = new ReconciliationStore(postgres, clock, audit);
    final RelayPause pause = new RelayPause(postgres, Duration.ofSeconds(10), Duration.ofMillis(1));
    private final StoreAddress address = TestStores.freshClickHouseAddress();
    final DSLContext clickHouse = DSL.using(TestStores.dataSource(address), SQLDialect.CLICKHOUSE);
    final Rollups rollups = new Rollups(clickHouse, ClickHouseLayout.singleServer());
    private final Client client =
            new Client.Builder()
                    .addEndpoint(address.httpEndpoint())
                    .setUsername(address.user())
                    .setPassword(address.password())
                    .setDefaultDatabase(address.database())
                    .retryOnFailures(ClientFaultCause.None)
                    .build();

    /// Two runs of forty people each, all their events shipped.
    ReconcileWorld() {
        postgres.execute(
                """
                insert into segment (name, rule) values ('all', '{}');
                insert into message (name) values ('m');
                insert into message_variant (message_id, name, content) values (1, 'A', '{}');
                insert into campaign (name, segment_id, message_id, seed, created_by) values ('Autumn', 1, 1, 's', 'm');
                insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values (1, 1, 'SMS', 1, 'sms', 10000);
                insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                select 1, now() - i * interval '1 hour', 'finished', now() - i * interval '1 hour', now(), 40 from generate_series(1, 2) i;
                insert into contact (external_id) select i from generate_series(1, 40) i;
                """);
        for (int run = 1; run <= 2; run++) {
            people(run);
        }
        ship();
    }

    /// Some skipped, most sent, over two months; some delivered, read, clicked by people or
    /// machines; one moved on to another channel.
    private void people(int run) {
        postgres.execute(
                """
                insert into recipient (run_id, ordinal, contact_id, arm, channel, country, state, reason, sent_at, delivered_at, read_at,
                  opted_out_at, price, price_currency, billed_at)
                select {0}, i, i, 1, 'sms', 'ES', case when i <= 4 then 'skipped' else 'sent' end, case when i <= 4 then 'no_consent' end,
                  case when i > 4 then t.at end, case when i > 8 then t.at end, case when i > 16 then t.at end,
                  case when i = 17 then t.at end, case when i > 4 then 0.0123 end, case when i > 4 then 'EUR' end,
                  case when i > 4 then t.at end
                from generate_series(1, 40) i
                cross join lateral (select now() - i * interval '1 day' as at) t;
                """,
                val(run));
        postgres.execute(
                """
                insert into recipient_attempt (run_id, ordinal, step, channel, state, sent_at, price, price_currency, billed_at, left_because,
                  superseded_at)
                values ({0}, 20, 2, 'rcs', 'sent', now() - interval '41 days', 0.05, 'EUR', now() - interval '41 days', 'no_receipt', now())
                """,
                val(run));
        postgres.execute(
                """
                insert into touch (contact_id, run_id, ordinal, kind, at)
                select contact_id, run_id, ordinal,
                  case when ordinal % 2 = 0 then '' else 'undated_' end || case when ordinal > 36 then 'reply' else 'click' end, now()
                from recipient where run_id = {0} and ordinal > 30
                """,
                val(run));
        tell(run, "assigned", "true");
        tell(run, "skipped", "state = 'skipped'");
        tell(run, "sent", "sent_at is not null");
        tell(run, "delivered", "delivered_at is not null");
        tell(run, "read", "read_at is not null");
        tell(run, "billed", "billed_at is not null");
        tell(run, "opted_out", "opted_out_at is not null");
        tell(run, "clicked", "ordinal between 31 and 36");
        tell(run, "replied", "ordinal > 36");
        postgres.execute(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, machine, price, currency)
                values ('clicked', now(), {0}, 9, 9, 1, 'sms', true, null, null),
                  ('fell_back', now(), {0}, 20, 20, 1, 'sms', false, null, null),
                  ('billed', now() - interval '41 days', {0}, 20, 20, 1, 'rcs', false, 0.05, 'EUR')
                """,
                val(run));
    }

    /// An event of each recipient that fits.
    void tell(int run, String kind, String which) {
        postgres.execute(
                "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, price, currency)"
                        + " select '"
                        + kind
                        + "', now() - ordinal * interval '1 day', run_id, ordinal, contact_id, arm, channel, country,"
                        + " case when '"
                        + kind
                        + "' = 'billed' then price end, case when '"
                        + kind
                        + "' = 'billed' then price_currency end from recipient where run_id = "
                        + run
                        + " and "
                        + which);
    }

    void ship() {
        var relay =
                new EventRelay(
                        postgres,
                        new ClickHouseInserts(client),
                        new Arrivals(clickHouse, rollups),
                        100);
        while (relay.ship() > 0) {
            // until all are there
        }
    }

    Result check() {
        return new RunCheck(
                        postgres,
                        clickHouse,
                        pause,
                        rollups,
                        new EventRetention(rollups, clock),
                        clock)
                .check();
    }

    /// As the nightly job does after its check.
    ///
    /// @return what the list says of the check then
    Reconciliation checkAndForget() {
        long id = store.begin(Kind.CHECK, Reconciliations.SYSTEM);
        store.finish(id, check());
        new RetentionTasklet(store, pause, new EventRetention(rollups, clock), audit)
                .forgetAfter(id);
        return store.find(id).orElseThrow();
    }

    List<String> clickHouse(String sql) {
        return clickHouse.resultQuery(sql).fetch(0, String.class);
    }

    @Override
    public void close() {
        client.close();
    }
}
