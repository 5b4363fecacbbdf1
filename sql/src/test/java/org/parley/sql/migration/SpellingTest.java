package org.parley.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.parley.sql.migration.ClickHouseLayout.Form;

final class SpellingTest {
    private static final ClickHouseLayout REPLICATED =
            new ClickHouseLayout(Form.REPLICATED, "main");
    private static final ClickHouseLayout CLOUD = new ClickHouseLayout(Form.CLOUD, "");
    private static final String TABLE =
            """
            -- A comment (with a bracket, and the provider's).
            create table if not exists placement (
              run_id  UInt32, -- of the run
              channel LowCardinality(String)
            ) engine = ReplacingMergeTree(run_id)
            order by run_id
            settings non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1\
            """;

    @Test
    void oneServerGetsWhatIsWritten() {
        assertThat(ClickHouseLayout.singleServer().spell(TABLE)).containsExactly(TABLE);
        assertThat(ClickHouseLayout.singleServer().stored("placement")).isEqualTo("placement");
    }

    @Test
    void aReplicatedTableStandsOnEveryServerBelowADistributedOne() {
        var statements = REPLICATED.spell(TABLE);
        assertThat(statements).hasSize(2);
        assertThat(statements.getFirst())
                .startsWith("create table if not exists placement_local on cluster main (")
                .contains("engine = ReplicatedReplacingMergeTree(run_id)")
                .contains(
                        "replicated_deduplication_window = 1000,"
                                + " replicated_deduplication_window_seconds = 604800,"
                                + " fsync_after_insert = 1")
                .doesNotContain("--", "non_replicated");
        assertThat(statements.getLast())
                .isEqualTo(
                        "create table if not exists placement on cluster main as placement_local"
                                + " engine = Distributed('main', currentDatabase(), placement_local)");
    }

    @Test
    void eventsLiveByBlocksOfOrdinals() {
        assertThat(
                        REPLICATED
                                .spell(
                                        "create table if not exists message_event (a Int8) engine = MergeTree order by a")
                                .getLast())
                .endsWith(
                        "currentDatabase(), message_event_local, cityHash64(run_id, intDiv(ordinal, 65536)))");
    }

    @Test
    void viewsReadAndWriteWhatTheirServerStores() {
        assertThat(
                        REPLICATED.spell(
                                """
                                create materialized view if not exists placement_feed to placement as
                                select run_id from message_event where kind = 'x'\
                                """))
                .containsExactly(
                        """
                        create materialized view if not exists placement_feed on cluster main to placement_local as
                        select run_id from message_event_local where kind = 'x'\
                        """);
        assertThat(REPLICATED.spell("drop view if exists placement_feed"))
                .containsExactly("drop view if exists placement_feed on cluster main");
    }

    @Test
    void aViewThatStoresNothingStandsOverAllRowsAndOverEachServersOwn() {
        assertThat(
                        REPLICATED.spell(
                                """
                                create view if not exists overturned as
                                select about from message_event as told where kind = 'x'\
                                """))
                .containsExactly(
                        """
                        create view if not exists overturned_local on cluster main as
                        select about from message_event_local as told where kind = 'x'\
                        """,
                        """
                        create view if not exists overturned on cluster main as
                        select about from message_event as told where kind = 'x'\
                        """);
        assertThat(
                        new ClickHouseLayout(Form.SHARDS, "main")
                                .spell(
                                        "insert into heat select a from message_event where id in (select id from overturned)"))
                .containsExactly(
                        "insert into heat_local select a from message_event_local where id in (select id from overturned_local)");
    }

    @Test
    void aColumnComesToBothButItsStorageToOne() {
        var statements =
                REPLICATED.spell(
                        """
                        alter table message_event
                          -- cut, shortened
                          add column if not exists network String CODEC(ZSTD(3)) TTL toDateTime(occurred_at) + interval 30 day,
                          add column if not exists price Decimal(18, 6),
                          modify order by (run_id, kind)\
                        """);
        assertThat(statements.getFirst())
                .startsWith("alter table message_event_local on cluster main")
                .contains("CODEC(ZSTD(3)) TTL", "modify order by");
        assertThat(statements.getLast())
                .isEqualTo(
                        "alter table message_event on cluster main add column if not exists network"
                                + " String, add column if not exists price Decimal(18, 6)");
    }

    @Test
    void aColumnThatTheStoreMakesIsMadeOnceAndKnownToBoth() {
        assertThat(
                        REPLICATED.spell(
                                "alter table contact add column if not exists standing String materialized toString((a, b))"))
                .as("without the expression, inserts through the cluster would bring it")
                .containsExactly(
                        "alter table contact_local on cluster main add column if not exists standing String"
                                + " materialized toString((a, b))",
                        "alter table contact on cluster main add column if not exists standing String"
                                + " materialized toString((a, b))");
        assertThat(
                        REPLICATED.spell(
                                "alter table contact materialize column standing settings a = 0"))
                .containsExactly(
                        "alter table contact_local on cluster main materialize column standing settings a = 0");
    }

    @Test
    void everyServerFillsARollupFromItsOwnRows() {
        assertThat(REPLICATED.spell("insert into funnel_hour select * from message_event"))
                .containsExactly(
                        "insert into funnel_hour select * from message_event settings"
                                + " parallel_distributed_insert_select = 2");
        assertThat(
                        REPLICATED.spell(
                                "insert into cost select * from bill settings insert_deduplicate = 0"))
                .as("one clause of settings: two are an error")
                .containsExactly(
                        "insert into cost select * from bill settings insert_deduplicate = 0,"
                                + " parallel_distributed_insert_select = 2");
        assertThat(
                        new ClickHouseLayout(Form.SHARDS, "main")
                                .spell("insert into funnel_hour select * from message_event"))
                .containsExactly("insert into funnel_hour_local select * from message_event_local");
    }

    @Test
    void whatIsBuiltBesideIsBuiltAndSwappedOnEveryServer() {
        assertThat(REPLICATED.spell("create table if not exists cost_rebuilt as cost"))
                .containsExactly(
                        "create table if not exists cost_rebuilt_local on cluster main as cost_local",
                        "create table if not exists cost_rebuilt on cluster main as cost_rebuilt_local"
                                + " engine = Distributed('main', currentDatabase(), cost_rebuilt_local)");
        assertThat(
                        REPLICATED.spell(
                                "alter table cost replace partition id '202610' from cost_rebuilt"))
                .containsExactly(
                        "alter table cost_local on cluster main replace partition id '202610' from cost_rebuilt_local");
        assertThat(
                        REPLICATED.spell(
                                "alter table cost replace partition id 'all' from cost_rebuilt settings a = 1, b = 0"))
                .containsExactly(
                        "alter table cost_local on cluster main replace partition id 'all' from cost_rebuilt_local"
                                + " settings a = 1, b = 0");
        assertThat(REPLICATED.spell("drop table if exists cost_rebuilt settings a = 0"))
                .containsExactly(
                        "drop table if exists cost_rebuilt on cluster main settings a = 0",
                        "drop table if exists cost_rebuilt_local on cluster main settings a = 0");
        assertThat(
                        REPLICATED.spell(
                                "alter table event delete in partition id '202410' where kind in ('a', 'b') settings a = 0, b = 1"))
                .containsExactly(
                        "alter table event_local on cluster main delete in partition id '202410' where kind in ('a', 'b')"
                                + " settings a = 0, b = 1");
    }

    @Test
    void theCloudReplicatesByItselfAndHasItsOwnWindow() {
        assertThat(CLOUD.spell(TABLE)).hasSize(1);
        assertThat(CLOUD.spell(TABLE).getFirst())
                .contains(
                        "engine = ReplacingMergeTree(run_id)",
                        "settings replicated_deduplication_window = 1000")
                .doesNotContain("fsync", "on cluster", "non_replicated");
    }

    @Test
    void aChangeThatNoRuleKnowsIsRefused() {
        assertThatThrownBy(() -> REPLICATED.spell("rename table a to b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rename table a to b");
        assertThat(REPLICATED.spell("select 1")).containsExactly("select 1");
        assertThatThrownBy(() -> new ClickHouseLayout(Form.SHARDS, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
