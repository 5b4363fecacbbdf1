package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.core.kernel.ClickHouseTime;

/// A history that is told bit by bit, with questions between: whatever is kept by then, what is
/// answered is what has happened.
class KeptReportsTest {

    private static final int PEOPLE = 60;
    private static final int STEPS = 4;

    /// Of a time by which retention may take all that is told here: keeps nothing.
    private static final Clock FAR_OFF =
            Clock.fixed(Instant.parse("2040-01-01T00:00:00Z"), ZoneOffset.UTC);

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

    private static void compare(HistoryStores stores) {
        var anew = new KeptAnswers(stores.postgres, stores.clickHouse, FAR_OFF, Duration.ZERO);
        for (var run = 1; run <= History.RUNS; run++) {
            assertThat(new RunAnswers(stores.clickHouse, stores.kept).times(run))
                    .isEqualTo(new RunAnswers(stores.clickHouse, anew).times(run));
            assertThat(heatMap(stores, stores.kept, run)).isEqualTo(heatMap(stores, anew, run));
        }
    }

    private static List<CompanyAnswers.Hour> heatMap(
            HistoryStores stores, KeptAnswers kept, int run) {
        return new CompanyAnswers(stores.clickHouse, kept)
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
