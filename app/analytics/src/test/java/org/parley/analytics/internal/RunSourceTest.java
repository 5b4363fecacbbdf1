package org.parley.analytics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sql.testing.TestStores;

class RunSourceTest {

    /// A table that somebody adds is either told the changes of, or known not to be.
    @Test
    void everyTableIsKnown() {
        var clickHouse = DSL.using(TestStores.freshClickHouse(), SQLDialect.CLICKHOUSE);
        var tables =
                clickHouse
                        .resultQuery(
                                "select name from system.tables where database = currentDatabase()"
                                        + " and engine != 'MaterializedView' and name not like 'flyway%'")
                        .fetch(row -> row.get(0, String.class));
        assertThat(tables).contains("message_event", "funnel_day", "shop_order", "contact");
        assertThat(tables)
                .allSatisfy(table ->
                        assertThat(RunSource.of("select 1 from " + table))
                                .satisfiesAnyOf(
                                        known -> assertThat(known).isEmpty(),
                                        known -> assertThat(known.orElseThrow()).isNotEmpty()));
    }

    @Test
    void whatAQueryReadsIsReadFromItsText() {
        assertThat(RunSource.of(ReportQuery.named("run_reached").text()).orElseThrow())
                .containsExactlyInAnyOrder(RunSource.FUNNEL_DAY, RunSource.SHOP_ORDER);
        assertThat(RunSource.of("select 1 from a JOIN\n `placement` on true").orElseThrow())
                .containsExactly(RunSource.PLACEMENT);
        assertThat(RunSource.of("select 1 from funnel_day, (select id from contact)"))
                .isEqualTo(Optional.empty());
    }

    /// What changes by itself would be kept for good.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run_people",
                "run_people_by_channel",
                "run_cost",
                "run_credited",
                "run_spending",
                "run_links",
                "run_documents",
                "run_assigned_revenue",
                "run_answers",
                "run_buying_times",
                "run_funnel_times",
                "run_selected",
                "breakdown_people",
                "breakdown_cost",
                "breakdown_credited",
                "breakdown_answers",
                "breakdown_replies",
                "cells_audience",
                "cells_hour",
                "cells_instant",
                "heat_map",
                "heat_map_ordered",
                "overview_people",
                "overview_cost"
            })
    void noQueryLooksAtTheClock(String query) {
        assertThat(ReportQuery.named(query).text().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("now(", "now64(", "today(", "rand");
    }
}
