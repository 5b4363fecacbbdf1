package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;
import org.parley.sql.testing.TestStores;

/// Under load, whichever relay ships is killed again and again, and ClickHouse too; nothing may be
/// lost, doubled, or missing in a rollup. The short form runs with the other tests; the long one is
/// asked for by `-Dparley.proof.kills=100 -Dparley.proof.restarts=20`. What came of it is written
/// to `target/relay-proof.txt`.
class RelayProofTest {

    private static final int KILLS = Integer.getInteger("parley.proof.kills", 5);
    private static final int RESTARTS = Integer.getInteger("parley.proof.restarts", 1);
    private static final long SEED = Long.getLong("parley.proof.seed", System.nanoTime());

    private static final int NODES = 2;
    private static final int BATCH = 1_000;
    private static final int RUNS = 5;
    private static final long GIBIBYTE = 1L << 30;

    /// Told in the transaction of the fact, as by dispatch and intake; `fact` keeps what was told.
    private static final String TELL =
            """
            with told as (
              insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, machine, price, currency)
              select kind, timestamptz '2026-08-25 00:00Z' + i % 13 * interval '1 day' + i % 1440 * interval '1 minute', 1 + i % {1},
                1 + i % 5000, i, 1 + i % 3, (array['viber', 'sms'])[1 + i % 2], 'ES', kind = 'clicked' and i % 3 = 0,
                case kind when 'billed' then 0.0125 end, case kind when 'billed' then 'EUR' end
              from generate_series({0}, {0} + 59) i
              cross join unnest(array['assigned', 'delivered', 'billed', 'clicked', 'fell_back']) kind
              returning id, kind, run_id, ordinal)
            insert into fact select * from told\
            """;

    @TempDir Path data;

    private final StoreAddress ledger = TestStores.freshPostgresAddress();
    private final DSLContext postgres = DSL.using(ledger.unpooled(), SQLDialect.POSTGRES);

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostOrDoubledHoweverOftenTheRelayAndClickHouseAreKilled() throws Exception {
        EmbeddedSettings settings =
                new EmbeddedSettings(
                        data, false, true, false, 2 * GIBIBYTE, unusedPort(), -1, null);
        EmbeddedStores server = EmbeddedStores.open(settings);
        StoreAddress address = server.clickHouse();
        DSLContext clickHouse = DSL.using(address.unpooled(), SQLDialect.CLICKHOUSE);
        Migrations.migrateClickHouseUnlocked(address.unpooled(), ClickHouseLayout.singleServer());
        postgres.execute(
                "create table fact (id bigint, kind text, run_id integer, ordinal integer)");
        AtomicBoolean loaded = new AtomicBoolean(true);
        Thread load = Thread.ofPlatform().start(() -> tell(loaded));
        long began = System.nanoTime();
        Random random = new Random(SEED);
        int kills = 0;
        int restarts = 0;
        try (RelayNodes nodes = new RelayNodes(postgres, ledger, address, BATCH, NODES)) {
            while (kills < KILLS || restarts < RESTARTS) {
                awaitProgress();
                pause(random);
                if ((long) restarts * KILLS < (long) kills * RESTARTS || kills == KILLS) {
                    server = restarted(server, settings);
                    restarts++;
                } else {
                    kills += nodes.killTheOneAtWork() ? 1 : 0;
                }
            }
            loaded.set(false);
            load.join();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> waiting("event_outbox") + waiting("event_batch") == 0);
        } finally {
            loaded.set(false);
            load.join();
        }
        try {
            proveEqual(clickHouse, kills, restarts, System.nanoTime() - began);
        } finally {
            server.close();
        }
    }

    private void proveEqual(DSLContext clickHouse, int kills, int restarts, long nanos)
            throws IOException {
        long told = waiting("fact");
        assertThat(told).isPositive();
        assertThat(clickHouse.fetchOne("select count(), uniqExact(event_id) from message_event"))
                .satisfies(found -> {
                    assertThat(found.get(0, Long.class)).isEqualTo(told);
                    assertThat(found.get(1, Long.class)).isEqualTo(told);
                });
        assertThat(
                        clickHouse.fetch(
                                "select toInt32(run_id), toString(kind), toInt64(count()), toInt64(sum(event_id)), toInt64(sum(ordinal * (event_id % 1000)))"
                                        + " from message_event group by 1, 2 order by 1, 2"))
                .map(row -> List.of(row.intoArray()).toString())
                .containsExactlyElementsOf(
                        postgres.fetch(
                                        "select run_id, kind, count(*), sum(id)::bigint, sum(ordinal * (id % 1000))::bigint from fact"
                                                + " group by 1, 2 order by run_id, kind collate \"C\"")
                                .map(row -> List.of(row.intoArray()).toString()));
        Rollups rollups = new Rollups(clickHouse, ClickHouseLayout.singleServer());
        List<Integer> runs = IntStream.rangeClosed(1, RUNS).boxed().toList();
        Comparison rolledUp = Comparison.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            Comparison each = rollups.compare(rollup, runs);
            assertThat(each.worst()).as(rollup.table()).isEmpty();
            assertThat(each.cells()).as(rollup.table()).isPositive();
            rolledUp = rolledUp.and(each);
        }
        Files.writeString(
                Path.of("target", "relay-proof.txt"),
                """
                %d kills of the relay at work and %d of ClickHouse in %d s (seed %d)
                %d events told, %d rows, none twice; %d cells of rollups compared with raw, %d apart
                """
                        .formatted(
                                kills,
                                restarts,
                                TimeUnit.NANOSECONDS.toSeconds(nanos),
                                SEED,
                                told,
                                told,
                                rolledUp.cells(),
                                rolledUp.wrong()));
    }

    /// Not more than the outbox can take: a proof needs a relay at work, not a mountain.
    private void tell(AtomicBoolean wanted) {
        int next = 0;
        while (wanted.get()) {
            postgres.execute(TELL, val(next), val(RUNS));
            next += 60;
            while (wanted.get() && waiting("event_outbox") > 5 * BATCH) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /// As after a crash of its machine's process table: no farewell, then a new start on its data.
    private EmbeddedStores restarted(EmbeddedStores server, EmbeddedSettings settings)
            throws IOException {
        long pid = Long.parseLong(Files.readString(data.resolve("clickhouse/child.pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        server.close();
        return EmbeddedStores.open(settings);
    }

    /// Until something has left: who kills the newborn only finds that nothing happens.
    private void awaitProgress() {
        long first = firstWaiting();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> firstWaiting() > first);
    }

    private long firstWaiting() {
        return postgres.fetchSingle("select coalesce(min(id), 0) from event_outbox")
                .get(0, Long.class);
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextLong(Duration.ofMillis(200).toNanos()));
    }

    private long waiting(String table) {
        return postgres.fetchCount(DSL.table(DSL.name(table)));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
