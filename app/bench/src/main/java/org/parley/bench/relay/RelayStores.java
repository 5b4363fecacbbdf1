package org.parley.bench.relay;

import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.batch.relay.Arrivals;
import org.parley.batch.relay.ClickHouseInserts;
import org.parley.batch.relay.EventRelay;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.Rollups;
import org.parley.core.kernel.SqlFile;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// Both stores, durable as in production, with a second table of events that feeds no rollup.
final class RelayStores implements AutoCloseable {

    static final String WITH_ROLLUPS = "message_event";
    static final String WITHOUT_ROLLUPS = "bare_event";
    private static final int RUNS = 20;
    private static final String TELL = SqlFile.read(RelayStores.class, "tell.sql");

    private final EmbeddedStores stores;
    private final HikariDataSource pool = new HikariDataSource();
    private final DSLContext postgres;
    private final DSLContext clickHouse;
    private final Client client;
    private final Rollups rollups;

    RelayStores(Path directory) {
        stores = EmbeddedStores.open(directory);
        StoreAddress ledger = stores.postgres();
        StoreAddress address = stores.clickHouse();
        Migrations.migratePostgres(ledger.unpooled());
        Migrations.migrateClickHouseUnlocked(address.unpooled(), ClickHouseLayout.singleServer());
        pool.setJdbcUrl(ledger.jdbcUrl());
        pool.setUsername(ledger.user());
        pool.setPassword(ledger.password());
        postgres = DSL.using(pool, SQLDialect.POSTGRES);
        clickHouse = DSL.using(address.unpooled(), SQLDialect.CLICKHOUSE);
        clickHouse.execute("create table bare_event as message_event");
        rollups = new Rollups(clickHouse, ClickHouseLayout.singleServer());
        client =
                new Client.Builder()
                        .addEndpoint(address.httpEndpoint())
                        .setUsername(address.user())
                        .setPassword(address.password())
                        .setDefaultDatabase(address.database())
                        .retryOnFailures(ClientFaultCause.None)
                        .setMaxRetries(0)
                        .build();
    }

    BareInserts bare(int batch) {
        return new BareInserts(client, batch);
    }

    EventRelay relay(int batch) {
        return new EventRelay(
                postgres, new ClickHouseInserts(client), new Arrivals(clickHouse, rollups), batch);
    }

    /// Fills the outbox.
    ///
    /// @return what is in it now, in the order of its numbers
    List<EventOutboxRecord> tell(int events) {
        postgres.execute(TELL, DSL.val(events));
        postgres.execute("analyze event_outbox");
        return postgres.selectFrom(EVENT_OUTBOX).orderBy(EVENT_OUTBOX.ID).fetch();
    }

    /// What the rows are, whatever batch brought them.
    String contents(String table) {
        return clickHouse
                .fetchSingle(
                        "select concat(toString(count()), ' ', toString(uniqExact(event_id)), ' ', toString(groupBitXor(cityHash64("
                                + "kind, run_id, ordinal, event_id, occurred_at, contact_id, arm, channel, country, language, reason,"
                                + " link_index, machine, price, currency, user_agent, network, ifNull(since_accepted_ms, 0),"
                                + " rules, judged_by, about)))) from {0}",
                        DSL.raw(table))
                .get(0, String.class);
    }

    /// Every rollup beside the raw events.
    Comparison rollups() {
        Comparison all = Comparison.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            all = all.and(rollups.compare(rollup, IntStream.rangeClosed(1, RUNS).boxed().toList()));
        }
        return all;
    }

    long waiting() {
        return postgres.fetchCount(EVENT_OUTBOX);
    }

    void empty() {
        List<String> tables = new ArrayList<>(List.of(WITH_ROLLUPS, WITHOUT_ROLLUPS));
        for (Rollup rollup : Rollup.values()) {
            tables.add(rollup.table());
        }
        for (String table : tables) {
            clickHouse.execute("truncate table {0}", DSL.raw(table));
        }
    }

    @Override
    public void close() {
        client.close();
        pool.close();
        stores.close();
    }
}
