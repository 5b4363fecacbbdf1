package org.parley.analytics.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.analytics.history.History;
import org.parley.analytics.history.HistoryStores;
import org.parley.analytics.history.Naive;
import org.parley.analytics.history.NaiveCosts;
import org.parley.analytics.history.Target;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.report.RunsSideBySide.Asked;
import org.parley.core.kernel.ProblemException;

class RunsSideBySideTest {

    private static final Asked ALL = new Asked(null, null, null, null);

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void everyFigureOfEveryRunIsCountedOneByOneWithoutTheHoldout(long seed) {
        var world = BreakdownWorld.of(seed);
        var page = world.runs().page(ALL, null, 50);
        assertThat(page.simulated()).isFalse();
        assertThat(page.next()).isNull();
        assertThat(page.definitions()).isEqualTo(Kpi.definitions());
        assertThat(page.items()).extracting(told -> told.run().id()).containsExactly(2, 1);
        for (var told : page.items()) {
            var run = told.run().id();
            var groups = world.groups(run, RunsSideBySideTest::group);
            var sentTo = groups.get("sent to");
            BreakdownsTest.agrees(
                    "seed %d, run %d".formatted(seed, run),
                    told.kpis(),
                    new Naive(
                            world.history(),
                            run,
                            sentTo,
                            NaiveCosts.of(world.history(), run, groups).get("sent to")));
            assertThat(told.counts().assigned()).isEqualTo(sentTo.size());
            assertThat(told.counts().delivered())
                    .isEqualTo(
                            world.report(run).arms().stream()
                                    .filter(arm -> !arm.holdout())
                                    .mapToLong(arm -> arm.counts().delivered())
                                    .sum());
        }
    }

    private static String group(Target target) {
        return target.channel().isEmpty() ? "held out" : "sent to";
    }

    @Test
    void pagesFollowEachOtherAndLeaveNothingOut() {
        var runs = BreakdownWorld.of(1).runs();
        var first = runs.page(ALL, null, 1);
        assertThat(first.items()).extracting(told -> told.run().id()).containsExactly(2);
        assertThat(first.next()).isEqualTo("2");
        var second = runs.page(ALL, 2L, 1);
        assertThat(second.items()).extracting(told -> told.run().id()).containsExactly(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void onlyWhatIsAskedForIsTold() {
        var runs = BreakdownWorld.of(1).runs();
        var second = Instant.parse("2026-10-24T18:40:00Z");
        assertThat(runs.all(ALL)).hasSize(2);
        assertThat(runs.all(new Asked(null, 1L, null, null)))
                .extracting(told -> told.run().campaignName())
                .containsExactly("First");
        assertThat(runs.all(new Asked(null, null, second, null)))
                .extracting(told -> told.run().id())
                .containsExactly(2);
        assertThat(runs.all(new Asked(null, null, null, second)))
                .extracting(told -> told.run().id())
                .containsExactly(1);
        assertThat(runs.all(new Asked(true, null, null, null))).isEmpty();
    }

    @Test
    void theFileHasEveryFigureOfEveryRun() throws IOException {
        var told = BreakdownWorld.of(1).runs().all(ALL);
        var bytes = new ByteArrayOutputStream();
        new RunTotalsCsv(told).write(bytes);
        var file =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(bytes.toString(StandardCharsets.UTF_8)));
        var lines = file.getRecords();
        assertThat(file.getHeaderNames())
                .isEqualTo(RunTotalsCsv.COLUMNS)
                .startsWith("campaign", "campaign_name", "run", "source", "fired", "figure");
        var net =
                told.getFirst().money().stream()
                        .map(money -> money.currency() + " " + money.netMinor())
                        .toList();
        assertThat(
                        lines.stream()
                                .filter(line -> line.get("figure").equals("netMinor"))
                                .filter(line -> line.get("run").equals("2"))
                                .map(line -> line.get("currency") + " " + line.get("result")))
                .containsExactlyElementsOf(net)
                .isNotEmpty();
        assertThat(lines)
                .filteredOn(line -> line.get("figure").equals("clickRate"))
                .extracting(RunsSideBySideTest::who)
                .containsExactly(
                        "2 Second 2 live 2026-10-24T18:40:00Z",
                        "1 First 1 live 2026-10-05T09:30:00Z");
    }

    private static String who(CSVRecord line) {
        return IntStream.range(0, 5).mapToObj(line::get).collect(joining(" "));
    }

    @Test
    void moreRunsThanAFileMayHaveAreRefusedAndSimulatedOnesStandAlone() {
        var history = History.of(7, 20);
        var stores = HistoryStores.planned(history);
        var runs = BreakdownWorld.over(7, history, stores).runs();
        stores.postgres.execute("update run set sandbox = true where id = 1");
        assertThat(runs.page(ALL, null, 50).items())
                .extracting(told -> told.run().id())
                .containsExactly(2);
        assertThat(runs.all(new Asked(true, null, null, null)))
                .extracting(told -> told.run().sandbox())
                .containsExactly(true);
        stores.postgres.execute(
                "insert into run (campaign_id, fire_time, state, started_at, targeted) select 2,"
                        + " timestamptz '2026-11-01 00:00Z' + n * interval '1 minute', 'finished',"
                        + " '2026-11-01 00:00Z', 1 from generate_series(1, 500) n");
        assertThatThrownBy(() -> runs.all(ALL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 500 runs");
    }
}
