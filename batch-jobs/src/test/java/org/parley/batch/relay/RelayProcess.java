package org.parley.batch.relay;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;

/// The main class of a process that does nothing but ship, until it is killed or its standard input
/// ends. Arguments: address, user and password of PostgreSQL, then of ClickHouse, then the size of
/// a batch.
final class RelayProcess {

    private static final long PAUSE_NANOS = 30_000_000;

    private RelayProcess() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(RelayProcess::endWithTheOwner);
        StoreAddress postgres = new StoreAddress(arguments[0], arguments[1], arguments[2]);
        StoreAddress clickHouse = new StoreAddress(arguments[3], arguments[4], arguments[5]);
        DSLContext reads = DSL.using(clickHouse.unpooled(), SQLDialect.CLICKHOUSE);
        Client client =
                new Client.Builder()
                        .addEndpoint(clickHouse.httpEndpoint())
                        .setUsername(clickHouse.user())
                        .setPassword(clickHouse.password())
                        .setDefaultDatabase(clickHouse.database())
                        .retryOnFailures(ClientFaultCause.None)
                        .setMaxRetries(0)
                        .build();
        EventRelay relay =
                new EventRelay(
                        DSL.using(postgres.unpooled(), SQLDialect.POSTGRES),
                        new ClickHouseInserts(client),
                        new Arrivals(reads, new Rollups(reads, ClickHouseLayout.singleServer())),
                        Integer.parseInt(arguments[6]));
        while (true) {
            try {
                if (relay.ship() == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (RuntimeException _) {
                // ClickHouse is being restarted
                LockSupport.parkNanos(2 * PAUSE_NANOS);
            }
        }
    }

    private static void endWithTheOwner() {
        try {
            while (System.in.read() >= 0) {
                // nothing is expected
            }
        } catch (IOException _) {
            // as good as the end
        }
        Runtime.getRuntime().halt(0);
    }
}
