package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every query of the provisioned dashboards, run as Grafana would.
class GrafanaDashboardsTest {

    private static final Path FOLDER = Path.of("../../dashboards/grafana");
    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\((\\w+)\\)");

    private static final Pattern DATE_FILTER = Pattern.compile("\\$__dateFilter\\((\\w+)\\)");

    private static Stores stores;

    @BeforeAll
    static void tell() {
        stores = Stores.holding(World.of(815, 200));
    }

    record Panel(String dashboard, String title, JsonNode target) {

        String sql() {
            return target.at("/rawSql").asString();
        }

        @Override
        public String toString() {
            return dashboard + ": " + title;
        }
    }

    static List<Panel> panels() throws IOException {
        var panels = new ArrayList<Panel>();
        for (var file : files()) {
            var dashboard = read(file);
            for (var panel : dashboard.at("/panels")) {
                for (var target : panel.at("/targets")) {
                    panels.add(
                            new Panel(
                                    dashboard.at("/title").asString(),
                                    panel.at("/title").asString(),
                                    target));
                }
            }
        }
        return panels;
    }

    @ParameterizedTest
    @MethodSource("panels")
    void everyQueryRunsAndAnswers(Panel panel) {
        var answer = stores.clickHouse.resultQuery(asGrafana(panel.sql())).fetch();

        assertThat(answer).as(panel.sql()).isNotEmpty();
        if (panel.target().at("/queryType").asString().equals("timeseries")) {
            assertThat(answer.fields()[0].getName()).isEqualTo("time");
        }
    }

    /// A KPI has one definition: what the report counts by is what the panel shows, added up where
    /// that says more.
    @ParameterizedTest
    @CsvSource({
        "run.json, People by arm, run_people",
        "run.json, People by arm and channel, run_people_by_channel",
        "run.json, Cost lines, run_cost",
        "run.json, Money credited, run_credited",
        "all-runs.json, People by channel, overview_people",
        "all-runs.json, Net revenue by channel, overview_revenue",
        "all-runs.json, Cost lines, overview_cost"
    })
    void aFigureOfTheReportIsCountedByTheReportsOwnQuery(String file, String title, String query)
            throws IOException {
        var titleOfFile = read(FOLDER.resolve(file)).at("/title").asString();
        assertThat(panels())
                .filteredOn(panel ->
                        panel.dashboard().equals(titleOfFile) && panel.title().equals(title))
                .singleElement()
                .satisfies(panel ->
                        assertThat(panel.sql())
                                .contains(
                                        ReportQuery.named(query)
                                                .text()
                                                .replace(
                                                        "{1}",
                                                        ReportQuery.named("run_reached").text())
                                                .replace(
                                                        "?",
                                                        query.startsWith("overview")
                                                                ? "'${left_out}'"
                                                                : "${run}")));
    }

    /// Days are those of the rollups, in UTC, wherever the server stands; and the first day of a
    /// range that begins at noon is a day of it.
    @Test
    void daysAreThoseOfTheRollups() throws IOException {
        assertThat(panels())
                .filteredOn(panel -> panel.sql().contains("funnel_day"))
                .allSatisfy(panel ->
                        assertThat(panel.sql())
                                .doesNotContain("toDateTime(day)", "$__timeFilter(day)"))
                .filteredOn(panel -> panel.sql().contains("toDateTime(day, 'UTC') as time"))
                .hasSize(4)
                .allSatisfy(panel ->
                        assertThat(
                                        stores.clickHouse
                                                .resultQuery(
                                                        asGrafana(panel.sql())
                                                                + " settings session_timezone = 'America/New_York'")
                                                .fetch("time", OffsetDateTime.class))
                                .allSatisfy(time ->
                                        assertThat(time.toInstant())
                                                .isEqualTo(
                                                        time.toInstant()
                                                                .truncatedTo(ChronoUnit.DAYS))));
    }

    @Test
    void everyPanelHasItsNumberItsWordsAndTheProvisionedSource() throws IOException {
        var provisioned = Files.readString(FOLDER.resolve("provisioning/datasources/parley.yaml"));
        assertThat(provisioned)
                .contains("uid: parley\n")
                .contains("type: grafana-clickhouse-datasource\n");
        for (var file : files()) {
            var ids = new HashSet<Integer>();
            for (var panel : read(file).at("/panels")) {
                assertThat(ids.add(panel.at("/id").asInt()))
                        .as("%s %s", file, panel.at("/id"))
                        .isTrue();
                assertThat(panel.at("/description").asString()).endsWith(".");
                for (var target : panel.at("/targets")) {
                    assertThat(target.at("/datasource/uid").asString()).isEqualTo("parley");
                }
            }
        }
    }

    @Test
    void theListOfRunsIsThatOfTheStore() throws IOException {
        var query = read(FOLDER.resolve("run.json")).at("/templating/list/0/query").asString();
        assertThat(stores.clickHouse.resultQuery(query).fetch(0, Integer.class))
                .containsExactly(2, 1);
    }

    private static String asGrafana(String sql) {
        return TIME_FILTER
                .matcher(
                        DATE_FILTER
                                .matcher(sql)
                                .replaceAll(
                                        "$1 >= toDate('2026-10-01') and $1 <= toDate('2027-03-01')"))
                .replaceAll(
                        "$1 >= toDateTime('2026-10-01 00:00:00') and $1 <= toDateTime('2027-03-01 00:00:00')")
                .replace("${run}", "1")
                .replace("${left_out}", "2,7");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            var found = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }
}
