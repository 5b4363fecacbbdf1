package org.parley.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.embedded.EmbeddedCluster;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout.Form;

/// Two real servers that are shards of one cluster, over the native protocol: the tables of the
/// migrations, filled and read through either.
final class ShardsTest {

    private static final int BLOCK = 65_536;

    @TempDir static Path data;

    private static final List<EmbeddedStores> SERVERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        var cluster =
                new EmbeddedCluster(
                        "shards", "secretOfTheShards", List.of(unusedPort(), unusedPort()));
        for (int shard = 0; shard < 2; shard++) {
            SERVERS.add(
                    EmbeddedStores.open(
                            EmbeddedSettings.forTests(data.resolve("shard" + shard))
                                    .shardOf(cluster, shard)));
        }
        for (var server : SERVERS) {
            Migrations.migrateClickHouseUnlocked(
                    server.clickHouse().unpooled(), new ClickHouseLayout(Form.SHARDS, "shards"));
        }
        try (var connection = connection(0)) {
            run(connection, INSERT.formatted("'first'"));
            // The answer was lost: the same rows once more, under the same token.
            run(connection, INSERT.formatted("'first'"));
        }
    }

    /// 300,000 people of one run: five blocks of ordinals. Every third clicks, every seventh click
    /// is a machine's.
    private static final String INSERT =
            """
            insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country,
              machine, price, currency)
            settings insert_deduplication_token = %s, distributed_foreground_insert = 1, async_insert = 0
            select kind, 1, number + 1, number * 4 + place, 1, toDateTime64('2026-10-20 23:00:00', 3, 'UTC') + number %% 7200,
              number + 1, 1 + number %% 2, if(number %% 2 = 0, 'viber', 'sms'), 'ES', kind = 'clicked' and number %% 7 = 0,
              if(kind = 'billed', 0.01, 0), 'EUR'
            from numbers(300000)
            array join ['assigned', 'delivered', 'billed', 'clicked'] as kind, [0, 1, 2, 3] as place
            where kind != 'clicked' or number %% 3 = 0\
            """;

    /// As connections of the server have it on a cluster.
    private static final String ONCE = " settings distributed_product_mode = 'global'";

    @AfterAll
    static void stop() {
        SERVERS.forEach(EmbeddedStores::close);
    }

    @Test
    void everyEventIsStoredOnceAndBothServersHaveTheirShare() throws SQLException {
        assertThat(both("select count(), uniqExact(event_id) from message_event where run_id = 1"))
                .containsExactly("1000000 1000000", "1000000 1000000");
        assertThat(both("select count() > 0 from message_event_local")).containsExactly("1", "1");
        assertThat(one(0, "select count() from message_event_local"))
                .isNotEqualTo(one(0, "select count() from message_event"));
    }

    @Test
    void aBlockOfOrdinalsLivesOnOneServerSoThatCardinalitiesAddUp() throws SQLException {
        var people =
                "select sum(people) from (select groupBitmapMerge(people) as people from %s where run_id = 1 and kind = 'clicked')";
        long together = 0;
        for (var each : both(people.formatted("funnel_day_local"))) {
            together += Long.parseLong(each);
        }
        assertThat(together)
                .isEqualTo(Long.parseLong(one(0, people.formatted("funnel_day"))))
                .isEqualTo(100_000 - 100_000 / 7 - 1);
        assertThat(
                        both(
                                "select arrayStringConcat(arrayMap(b -> toString(b), arraySort(groupUniqArray(intDiv(ordinal, %d)))), ',') from message_event_local where run_id = 1"
                                        .formatted(BLOCK)))
                .satisfies(blocks ->
                        assertThat(
                                        String.join(",", blocks)
                                                .chars()
                                                .filter(Character::isDigit)
                                                .sorted()
                                                .mapToObj(Character::toString)
                                                .toList())
                                .containsExactly("0", "1", "2", "3", "4"));
    }

    @Test
    void rollupsAgreeWithTheEventsWhicheverServerIsAsked() throws SQLException {
        assertThat(
                        both(
                                """
                                select concat(kind, ' ', toString(raw), ' ', toString(day), ' ', toString(hour)) from (
                                  select if(machine, concat('machine_', kind), kind) as kind, uniqExact(ordinal) as raw
                                  from message_event where run_id = 1 group by kind) as events
                                join (select kind, groupBitmapMerge(people) as day from funnel_day where run_id = 1 group by kind) as days using kind
                                join (select kind, groupBitmapMerge(people) as hour from funnel_hour where run_id = 1 group by kind) as hours using kind
                                order by kind\
                                """))
                .containsExactlyElementsOf(
                        twice(
                                "assigned 300000 300000 300000",
                                "billed 300000 300000 300000",
                                "clicked 85714 85714 85714",
                                "delivered 300000 300000 300000",
                                "machine_clicked 14286 14286 14286"));
        assertThat(both("select count(), sum(price) from message_cost final"))
                .containsExactly("300000 3000.000000", "300000 3000.000000");
        assertThat(both("select groupBitmapMerge(people) from bill_day"))
                .containsExactly("300000", "300000");
    }

    @Test
    void theReportOfARunIsTheSameAsOnOneServer() throws Exception {
        var report =
                report("run_people")
                        .replace("{1}", report("run_reached"))
                        .replace("toUInt32(?)", "toUInt32(1)");
        assertThat(both(report))
                .containsExactly(
                        "1 150000 150000 150000 42857 42857 0 0 0 50000 50000",
                        "2 150000 150000 150000 42857 42857 0 0 0 50000 50000",
                        "1 150000 150000 150000 42857 42857 0 0 0 50000 50000",
                        "2 150000 150000 150000 42857 42857 0 0 0 50000 50000");
    }

    /// Clicks of a second run: every seventh a machine's at arrival, every fifth verdict
    /// overturned, every tenth restored.
    @Test
    void verdictsThatStandAreTheSameWhicheverServerIsAskedAndWhereEachComputesItsOwn()
            throws Exception {
        try (var connection = connection(1)) {
            run(
                    connection,
                    """
                    insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, machine, about)
                    settings insert_deduplication_token = 'verdicts', distributed_foreground_insert = 1, async_insert = 0
                    select told.1, 2, number + 1, 8000000 + number * 4 + told.2, 2, toDateTime64('2026-10-20 23:00:00', 3, 'UTC'),
                      told.1 = 'clicked' and number % 7 = 0, if(told.1 = 'clicked', 0, 8000000 + number * 4)
                    from numbers(300000)
                    array join [('clicked', 0), ('overturned', 1), ('restored', 2)] as told
                    where told.1 = 'clicked' or (told.1 = 'overturned' and number % 5 = 0) or (told.1 = 'restored' and number % 10 = 0)\
                    """);
        }
        var people =
                IntStream.range(0, 300_000)
                        .filter(n -> (n % 7 == 0) == (n % 5 == 0 && n % 10 != 0))
                        .count();

        assertThat(
                        both(
                                """
                                select uniqExact(ordinal) from message_event where run_id = 2 and kind = 'clicked'
                                  and machine = (event_id global in (select event_id from overturned_event where run_id = 2))\
                                """))
                .containsExactly(Long.toString(people), Long.toString(people));
        assertThat(one(0, "select count() from overturned_event_local"))
                .isNotEqualTo(one(0, "select count() from overturned_event"));

        var layout = new ClickHouseLayout(Form.SHARDS, "shards");
        for (var statement :
                List.of(
                        "create table if not exists funnel_day_rebuilt as funnel_day",
                        """
                        insert into funnel_day_rebuilt
                        select run_id, if(machine != (event_id global in (select event_id from overturned_event)), 'machine', 'person'),
                          toDate(occurred_at) as day, groupBitmapState(ordinal), sum(cityHash64(event_id))
                        from message_event where run_id = 2 and kind = 'clicked' group by 1, 2, 3\
                        """)) {
            for (int server = 0; server < 2; server++) {
                try (var connection = connection(server)) {
                    for (var spelt : layout.spell(statement)) {
                        run(connection, spelt);
                    }
                }
            }
        }
        assertThat(
                        both(
                                "select groupBitmapMerge(people) from funnel_day_rebuilt where kind = 'person'"))
                .containsExactly(Long.toString(people), Long.toString(people));
    }

    @Test
    void whereContactsStandIsMadeOnTheServerThatKeepsThem() throws SQLException {
        try (var connection = connection(0)) {
            run(
                    connection,
                    """
                    insert into contact (id, version, reachable, addressed, granted)
                    settings distributed_foreground_insert = 1
                    select number + 1, 1, if(number % 2 = 0, ['sms', 'viber'], ['viber', 'sms']) as lists, lists,
                      if(number % 5 = 0, ['sms/marketing'], [])
                    from numbers(1000)\
                    """);
        }
        assertThat(
                        both(
                                "select count(), standing from contact final group by standing order by count()"))
                .containsExactlyElementsOf(
                        twice(
                                "200 (['sms','viber'],['sms','viber'],['sms/marketing'],[])",
                                "800 (['sms','viber'],['sms','viber'],[],[])"));
        assertThat(both("select count() > 0 from contact_local")).containsExactly("1", "1");
    }

    /// Every 75th person buys for 10 EUR, without credit for the run; every eighth of these is paid
    /// 4 EUR back. Sales, refunds, buyers and their events live on servers of their own each.
    @Test
    void moneyIsTheSameAsOnOneServer() throws Exception {
        try (var connection = connection(1)) {
            run(
                    connection,
                    """
                    insert into shop_order (id, version, kind, original_id, contact_id, placed_at, currency, revenue_minor)
                    settings distributed_foreground_insert = 1
                    select number * 10 + place, 1, if(place = 1, 'sale', 'refund'), if(place = 1, 0, number * 10 + 1), number + 1,
                      toDateTime64('2026-10-21 08:00:00', 3, 'UTC') + place, 'EUR', if(place = 1, 1000, -400)
                    from numbers(300000)
                    array join [1, 2] as place
                    where number % 75 = 0 and (place = 1 or number % 600 = 0)\
                    """);
        }
        assertThat(one(0, "select count() from shop_order_local"))
                .isNotIn("0", one(0, "select count() from shop_order"));
        var documents =
                report("run_documents")
                        .replace("toUInt32(?)", "toUInt32(1)")
                        .replaceFirst("\\?", "'2026-10-20 23:00:00'")
                        .replaceFirst("\\?", "'2026-10-27 23:00:00'");

        assertThat(
                        both(
                                report("run_spending")
                                                .replace("{0}", documents)
                                                .replace("{1}", "5000")
                                        + ONCE))
                .containsExactlyElementsOf(
                        twice("1 EUR 600 500", "1 EUR 1000 1500", "2 EUR 1000 2000"));
        assertThat(
                        both(
                                report("run_answers")
                                                .replace("toUInt32(?)", "toUInt32(1)")
                                                .replace(
                                                        "{1}",
                                                        report("run_reached")
                                                                .replace(
                                                                        "toUInt32(?)",
                                                                        "toUInt32(1)"))
                                                .replace("{2}", documents)
                                        + ONCE))
                .filteredOn(row -> !row.contains(" EUR ") && !row.endsWith(" 0 0 0"))
                .containsExactlyElementsOf(
                        twice(
                                "1 clicked  0 1714 1542800",
                                "1 clicked  42857 0 0",
                                "1 neither  0 286 257200",
                                "1 neither  107143 0 0",
                                "2 clicked  0 1714 1714000",
                                "2 clicked  42857 0 0",
                                "2 neither  0 286 286000",
                                "2 neither  107143 0 0"));
        assertThat(
                        both(
                                "select count() from message_event as e where run_id = 1 and kind = 'assigned' and e.contact_id in"
                                        + " (select contact_id from shop_order final group by contact_id having sum(revenue_minor) = 600)"
                                        + ONCE))
                .as("people of a segment, whose orders are elsewhere")
                .containsExactly("500", "500");
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        for (var server : SERVERS) {
            assertThat(
                            Migrations.migrateClickHouseUnlocked(
                                    server.clickHouse().unpooled(),
                                    new ClickHouseLayout(Form.SHARDS, "shards")))
                    .isZero();
        }
        // What stands in the files is what Flyway vouches for, whatever the layout.
        assertThat(one(0, "select sum(checksum) from flyway_schema_history"))
                .isEqualTo(one(1, "select sum(checksum) from flyway_schema_history"));
    }

    private static List<String> twice(String... lines) {
        var all = new ArrayList<String>(List.of(lines));
        all.addAll(List.of(lines));
        return all;
    }

    private static String report(String name) throws IOException {
        try (var file =
                ShardsTest.class.getResourceAsStream("/org/parley/sql/reports/" + name + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The rows of the one, then of the other.
    private static List<String> both(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        for (int server = 0; server < 2; server++) {
            try (var connection = connection(server);
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(sql)) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(String.join(" ", row));
                }
            }
        }
        return rows;
    }

    private static String one(int server, String sql) throws SQLException {
        return both(sql).get(server);
    }

    private static Connection connection(int server) throws SQLException {
        return SERVERS.get(server).clickHouse().unpooled().getConnection();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
