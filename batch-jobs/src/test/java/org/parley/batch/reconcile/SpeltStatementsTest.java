package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.RollupRebuild;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.ClickHouseLayout.Form;

/// What is really sent to change tables, spelt for the layouts that no server here has.
class SpeltStatementsTest {

    private static final Pattern CHANGE =
            Pattern.compile("(?is)\\s*(create|alter|drop|insert)\\b.*");
    private static final Pattern SETTINGS = Pattern.compile("(?i)\\bsettings\\b");

    private final ReconcileWorld world = new ReconcileWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyStatementIsOneThatTheServerCanReadOnACluster() {
        var changes = changes();
        assertThat(changes).anyMatch(sql -> sql.contains("replace partition"));
        assertThat(changes).anyMatch(sql -> sql.contains("drop partition"));
        assertThat(changes).anyMatch(sql -> sql.contains("delete in partition"));
        assertThat(changes).anyMatch(sql -> sql.startsWith("insert into placement"));
        for (ClickHouseLayout layout :
                List.of(
                        new ClickHouseLayout(Form.REPLICATED, "main"),
                        new ClickHouseLayout(Form.SHARDS, "main"),
                        new ClickHouseLayout(Form.CLOUD, ""))) {
            for (String change : changes) {
                for (String spelt : layout.spell(change)) {
                    assertThat(SETTINGS.matcher(spelt).results().count())
                            .as(spelt)
                            .isLessThanOrEqualTo(1);
                    if (layout.form() == Form.REPLICATED && !spelt.startsWith("insert")) {
                        assertThat(spelt).contains(" on cluster main ");
                    }
                    world.clickHouse.fetch("select formatQuery({0})", inline(spelt));
                }
            }
        }
    }

    /// Of a rebuild of every rollup, of adding to each, and of retention.
    private List<String> changes() {
        List<String> said = new ArrayList<>();
        DSLContext recording =
                DSL.using(
                        world.clickHouse
                                .configuration()
                                .derive(
                                        ExecuteListener.onExecuteStart(statement ->
                                                said.add(String.valueOf(statement.sql())))));
        var rollups = new Rollups(recording, ClickHouseLayout.singleServer());
        var retention = new EventRetention(rollups, world.clock);
        world.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at) select 'failed', 8, 1, 900000, now64(3) - interval 27 month");
        // a month of which nothing is built
        world.clickHouse.execute(
                "insert into funnel_hour select 7, 'read', toStartOfHour(now() - interval 200 day), bitmapBuild([toUInt32(77)]), 1");
        retention.due().forEach(retention::forget);
        for (Rollup rollup : Rollup.values()) {
            rollups.add(rollup, List.of(1, 2));
        }
        rollups.addBatch(1);
        ReconcileConfiguration.rebuilt(world.pause, new RollupRebuild(rollups, retention));
        return said.stream()
                .map(String::strip)
                .filter(sql -> CHANGE.matcher(sql.toLowerCase(Locale.ROOT)).matches())
                .toList();
    }
}
