package org.parley.batch.relay;

import static org.jooq.impl.DSL.val;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.testing.TestStores;

/// Both stores, and what reads and breaks them.
final class RelayWorld implements AutoCloseable {

    private static final int ALL = 10_000;

    private final DataSource ledger = TestStores.freshPostgres();
    final DSLContext postgres = DSL.using(ledger, SQLDialect.POSTGRES);
    final ClickHouseInserts inserts;
    private final StoreAddress address = TestStores.freshClickHouseAddress();
    final DSLContext clickHouse = DSL.using(TestStores.dataSource(address), SQLDialect.CLICKHOUSE);
    private final Client client = client(address.httpEndpoint());
    private final Client nowhere;

    RelayWorld() {
        inserts = new ClickHouseInserts(client);
        nowhere = client("http://127.0.0.1:" + unusedPort());
    }

    EventRelay events() {
        return events(postgres, inserts, ALL);
    }

    EventRelay events(DSLContext from, ClickHouseInserts into, int batchSize) {
        return new EventRelay(from, into, new Arrivals(clickHouse, rollups()), batchSize);
    }

    Rollups rollups() {
        return new Rollups(clickHouse, ClickHouseLayout.singleServer());
    }

    MirrorRelay mirrors() {
        return new MirrorRelay(postgres, inserts, ALL);
    }

    ClickHouseInserts insertsWhereNobodyListens() {
        return new ClickHouseInserts(nowhere);
    }

    /// Through a wire that can lose answers.
    ClickHouseInserts insertsOver(LossyWire wire, Duration patience) {
        return new ClickHouseInserts(client(wire.endpoint()), patience);
    }

    LossyWire wire() {
        return new LossyWire(URI.create(address.httpEndpoint()));
    }

    /// PostgreSQL that breaks off at the commit of a transaction, each time after so many that it
    /// keeps.
    DSLContext postgresLostAtCommit(int kept) {
        AtomicInteger commits = new AtomicInteger();
        return DSL.using(
                new DataSourceConnectionProvider(ledger) {
                    @Override
                    public Connection acquire() {
                        return lostAtCommit(super.acquire(), commits, kept);
                    }
                },
                SQLDialect.POSTGRES);
    }

    private static Connection lostAtCommit(Connection real, AtomicInteger commits, int kept) {
        return (Connection)
                Proxy.newProxyInstance(
                        RelayWorld.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("commit")
                                    && commits.incrementAndGet() % (kept + 1) == 0) {
                                throw new DataAccessException("lost at commit");
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    void clickHouseDoes(String sql) {
        clickHouse.execute(sql);
    }

    void postgres(String sql, QueryPart... parts) {
        postgres.execute(sql, parts);
    }

    /// Over three months, so that one insert is several parts; each event has a message of its own.
    void tell(int count) {
        postgres(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, price, currency)
                select (array['assigned', 'delivered', 'billed'])[1 + i % 3],
                  timestamptz '2026-09-15 12:00+00' + i % 60 * interval '1 day', 1, i + (select count(*) from event_outbox), i, 1,
                  'sms', case i % 3 when 2 then 0.01 end, case i % 3 when 2 then 'EUR' end
                from generate_series(1, {0}) i
                """,
                val(count));
    }

    long waiting(String table) {
        return postgres.fetchCount(DSL.table(DSL.name(table)));
    }

    /// First column of each row, as text.
    List<String> clickHouse(String sql) {
        return clickHouse.resultQuery(sql).fetch(0, String.class);
    }

    @Override
    public void close() {
        client.close();
        nowhere.close();
    }

    private Client client(String endpoint) {
        return new Client.Builder()
                .addEndpoint(endpoint)
                .setUsername(address.user().isEmpty() ? "default" : address.user())
                .setPassword(address.password())
                .setDefaultDatabase(address.database())
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .build();
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
