package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.KEPT_ANSWER;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.analytics.history.Fact;
import org.parley.analytics.history.History;
import org.parley.analytics.history.HistoryStores;
import org.parley.analytics.history.JudgedAgain;
import org.parley.analytics.history.Naive;
import org.parley.analytics.history.NaiveCosts;
import org.parley.analytics.history.Paper;
import org.parley.analytics.history.Target;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.core.kernel.ClickHouseTime;

/// A history that is told bit by bit, with questions between: whatever is kept by then, what is
/// answered is what has happened.
class KeptReportsTest {

    private static final int PEOPLE = 60;
    private static final int STEPS = 4;

    private static final OrderWindow WINDOW =
            new OrderWindow(
                    Instant.parse("2026-10-05T09:30:00Z"), Instant.parse("2026-10-25T09:30:00Z"));

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void whoeverAsksBetweenIsToldWhatHasHappened(long seed) {
        var random = new Random(seed);
        var history = History.of(seed, PEOPLE);
        var stores = HistoryStores.planned(history);
        var untold = new ArrayList<>(history.facts);
        Collections.shuffle(untold, random);
        // the audience comes first
        untold.sort((one, other) -> Boolean.compare(assigned(other), assigned(one)));
        var unbought = new ArrayList<>(history.papers);
        history.facts.clear();
        history.papers.clear();
        var world = BreakdownWorld.over(seed, history, stores);
        var assigned = (int) untold.stream().filter(KeptReportsTest::assigned).count();
        tell(stores, history, untold, assigned);
        for (var step = 0; step < STEPS; step++) {
            // as before, further events, further orders
            switch (step == 0 ? 1 : random.nextInt(4)) {
                case 0 -> {}
                case 1, 2 -> tell(stores, history, untold, untold.size() / 3);
                default -> bring(stores, history, unbought, unbought.size() / 2, random);
            }
            compare(stores);
            checkChannels(world);
        }
        tell(stores, history, untold, untold.size());
        bring(stores, history, unbought, unbought.size(), random);
        compare(stores);
        checkChannels(world);
        checkOthers(world);
    }

    private static boolean assigned(Fact fact) {
        return fact.kind().equals("assigned");
    }

    /// Asks between the events and the verdicts on them, too.
    private static void tell(HistoryStores stores, History history, List<Fact> untold, int many) {
        var now = untold.subList(0, many);
        if (now.isEmpty()) {
            return;
        }
        stores.tell(now, untold.size());
        history.facts.addAll(now);
        now.clear();
        compare(stores);
        JudgedAgain.tell(stores.clickHouse);
    }

    private static void bring(
            HistoryStores stores, History history, List<Paper> unbought, int many, Random random) {
        var now = unbought.subList(0, many);
        if (now.isEmpty()) {
            return;
        }
        stores.bring(now, random);
        history.papers.addAll(now);
        now.clear();
    }

    /// Whatever is answered now is what is answered once nothing is kept any more.
    private static void compare(HistoryStores stores) {
        var answered = answers(stores);
        stores.postgres.deleteFrom(KEPT_ANSWER).execute();
        assertThat(answered).isEqualTo(answers(stores));
    }

    private static Map<String, Object> answers(HistoryStores stores) {
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        var cells = figures.byCell();
        var questions = new RunAnswers(stores.clickHouse, stores.kept);
        var all = new TreeMap<String, Object>();
        for (var each = 1; each <= History.RUNS; each++) {
            var run = each;
            Map<String, Supplier<Object>> asked =
                    Map.ofEntries(
                            Map.entry("people", () -> figures.people(run)),
                            Map.entry("channels", () -> figures.peopleByArmAndChannel(run)),
                            Map.entry("credited", () -> figures.credited(run)),
                            Map.entry("costs", () -> figures.costLines(run)),
                            Map.entry("links", () -> figures.followed(run)),
                            Map.entry("spending", () -> figures.spending(run, WINDOW, 10_000)),
                            Map.entry("replies", () -> questions.answers(run, WINDOW)),
                            Map.entry("times", () -> questions.times(run)),
                            Map.entry("heat map", () -> heatMap(stores, run)),
                            Map.entry(
                                    "reached",
                                    () ->
                                            cells.assigned(
                                                    run, WINDOW, Cells.arms(run).delivered(run))));
            asked.forEach((name, question) -> all.put(name + run, question.get()));
            for (var by : List.of("channel", "country")) {
                var parts = Cells.audience(run, by);
                all.put(
                        by + run,
                        figures.together(
                                run,
                                WINDOW,
                                () ->
                                        List.of(
                                                cells.people(run, List.of(2), parts, 100),
                                                cells.answers(run, parts),
                                                cells.credited(run, parts),
                                                cells.assigned(run, WINDOW, parts),
                                                cells.costs(run, parts, true, List.of()))));
            }
        }
        return all;
    }

    private static List<CompanyAnswers.Hour> heatMap(HistoryStores stores, int run) {
        return new CompanyAnswers(stores.clickHouse, stores.kept)
                .heatMap(
                        "Europe/Sofia",
                        run,
                        List.of(),
                        ClickHouseTime.EARLIEST,
                        ClickHouseTime.LATEST);
    }

    /// By what events move people to and fro between.
    private static void checkChannels(BreakdownWorld world) {
        for (var run = 1; run <= History.RUNS; run++) {
            BreakdownsTest.agrees(
                    world,
                    run,
                    world.by(run, "channel"),
                    world.groups(run, target -> BreakdownsTest.channel(world.history(), target)));
        }
    }

    private static void checkOthers(BreakdownWorld world) {
        for (var run = 1; run <= History.RUNS; run++) {
            var groups = world.groups(run, target -> Integer.toString(target.arm()));
            var costs = NaiveCosts.of(world.history(), run, groups);
            for (var arm : world.reports().report(run).arms()) {
                var value = Integer.toString(arm.arm());
                BreakdownsTest.agrees(
                        "seed %d, run %d, arm %s".formatted(world.seed(), run, value),
                        arm.kpis(),
                        new Naive(world.history(), run, groups.get(value), costs.get(value)));
            }
            BreakdownsTest.agrees(
                    world, run, world.by(run, "country"), world.groups(run, Target::country));
            BreakdownsTest.agrees(
                    world,
                    run,
                    world.by(run, "hour"),
                    BreakdownsTest.sent(world, run, "hour", ZoneId.of("Europe/Sofia")));
        }
    }
}
