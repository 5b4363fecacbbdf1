package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.analytics.history.Expected;
import org.parley.analytics.history.History;
import org.parley.analytics.history.Naive;
import org.parley.analytics.history.NaiveCosts;
import org.parley.analytics.history.Target;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;

/// Every figure of the catalogue, of every run, by every dimension, against the same figure counted
/// one by one from a random history.
class BreakdownsTest {

    static void agrees(
            BreakdownWorld world, int run, RunBreakdown told, Map<String, Set<Integer>> groups) {
        assertThat(told.rows())
                .as("seed %d, run %d by %s", world.seed(), run, told.dimension())
                .extracting(BreakdownRow::value)
                .containsExactlyInAnyOrderElementsOf(groups.keySet());
        assertThat(told.truncated()).isFalse();
        var shared = NaiveCosts.of(world.history(), run, groups);
        for (var row : told.rows()) {
            var group = groups.get(row.value());
            var spent =
                    told.addsUp()
                            ? shared.get(row.value())
                            : NaiveCosts.of(world.history(), run, Map.of("", group)).get("");
            agrees(
                    "seed %d, run %d, %s '%s'"
                            .formatted(world.seed(), run, told.dimension(), row.value()),
                    row.kpis(),
                    new Naive(world.history(), run, group, spent));
            assertThat(row.counts().assigned()).isEqualTo(group.size());
        }
    }

    static void agrees(String where, List<KpiValue> told, Naive naive) {
        for (var kpi : Kpi.catalogue()) {
            var id = kpi.definition().id();
            assertThat(told.stream().filter(value -> value.id().equals(id)).map(BreakdownsTest::of))
                    .as("%s of %s", id, where)
                    .containsExactlyInAnyOrderElementsOf(naive.of(id));
        }
    }

    private static Expected of(KpiValue told) {
        return new Expected(
                told.id(), told.currency(), told.numerator(), told.denominator(), told.value());
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void theReportOfARunIsCountedOneByOneArmByArm(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var groups = world.groups(run, target -> Integer.toString(target.arm()));
            var costs = NaiveCosts.of(world.history(), run, groups);
            for (var arm : world.report(run).arms()) {
                var value = Integer.toString(arm.arm());
                agrees(
                        "seed %d, run %d, arm %s".formatted(seed, run, value),
                        arm.kpis(),
                        new Naive(world.history(), run, groups.get(value), costs.get(value)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void everyFigureByWhatWasAssignedIsCountedOneByOne(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            agrees(world, run, world.by(run, "arm"), world.groups(run, t -> "" + t.arm()));
            agrees(
                    world,
                    run,
                    world.by(run, "variant"),
                    world.groups(run, BreakdownsTest::variant));
            agrees(world, run, world.by(run, "language"), world.groups(run, Target::language));
            agrees(world, run, world.by(run, "country"), world.groups(run, Target::country));
            agrees(
                    world,
                    run,
                    world.by(run, "channel"),
                    world.groups(run, target -> channel(world.history(), target)));
        }
    }

    private static String variant(Target target) {
        return switch (target.channel()) {
            case "" -> "";
            case "email" -> "2";
            default -> "1";
        };
    }

    /// Where the last move left them.
    static String channel(History history, Target target) {
        var last = 0L;
        var channel = target.channel();
        for (var fact : history.facts) {
            if (fact.target().equals(target)
                    && Set.of("fell_back", "taken_back").contains(fact.kind())
                    && fact.id() > last) {
                last = fact.id();
                channel = fact.channel();
            }
        }
        return channel;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Sofia", "Asia/Kolkata", "Asia/Kathmandu", "-03:30"})
    void hoursAndDaysAreThoseOfTheZoneToTheSecond(String zone) {
        var world = BreakdownWorld.of(4711);
        // the run over the night in which clocks go back
        var run = 2;
        for (var dimension : List.of("hour", "day", "weekday")) {
            var told = world.breakdowns().breakdown(run, dimension, zone, List.of());
            assertThat(told.zone()).isEqualTo(zone);
            agrees(world, run, told, sent(world, run, dimension, ZoneId.of(zone)));
        }
    }

    static Map<String, Set<Integer>> sent(
            BreakdownWorld world, int run, String dimension, ZoneId zone) {
        var first = new HashMap<Integer, Instant>();
        for (var fact : world.history().facts) {
            if (fact.kind().equals("sent") && fact.target().run() == run) {
                first.merge(fact.target().ordinal(), fact.at(), BreakdownsTest::earlier);
            }
        }
        return world.groups(
                run,
                target -> {
                    var at = first.get(target.ordinal());
                    return at == null ? "" : label(dimension, at.atZone(zone));
                });
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    private static String label(String dimension, ZonedDateTime at) {
        return switch (dimension) {
            case "hour" -> String.format(Locale.ROOT, "%02d", at.getHour());
            case "day" -> at.toLocalDate().toString();
            default -> Integer.toString(at.getDayOfWeek().getValue());
        };
    }

    @Test
    void withoutAZoneItIsThatOfTheBusinessAndClocksThatGoBackAreHeeded() {
        var told = BreakdownWorld.of(1).by(2, "day");
        assertThat(told.zone()).isEqualTo("Europe/Sofia");
        assertThat(told.rows())
                .extracting(BreakdownRow::value)
                .filteredOn(value -> !value.isEmpty())
                .allSatisfy(day ->
                        assertThat(LocalDate.parse(day))
                                .isBetween(
                                        LocalDate.parse("2026-10-24"),
                                        LocalDate.parse("2026-10-26")));
        agrees(
                BreakdownWorld.of(1),
                2,
                told,
                sent(BreakdownWorld.of(1), 2, "day", ZoneId.of("Europe/Sofia")));
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void segmentsMayOverlapAndAreThoseOfNow(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var told = world.breakdowns().breakdown(run, "segment", null, List.of(1L, 2L, 3L));
            var known =
                    world.targets(1).stream()
                            .collect(Collectors.toMap(Target::contact, Target::country));
            var groups = new HashMap<String, Set<Integer>>();
            groups.put("1", world.ordinals(run, t -> "DE".equals(known.get(t.contact()))));
            groups.put(
                    "2",
                    world.ordinals(
                            run, t -> known.containsKey(t.contact()) && t.contact() % 3 == 0));
            groups.put("3", Set.of());
            agrees(world, run, told, groups);
            assertThat(told.evaluatedAt()).isEqualTo(BreakdownWorld.CLOCK.instant());
            assertThat(told.rows())
                    .extracting(BreakdownRow::label)
                    .containsExactly("Germans", "Regulars", "Nobody");
            assertThat(groups.get("1")).isNotEmpty();
            assertThat(groups.get("2")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void rowsOfAPartitionAddUpToTheRun(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var arms = added(world.by(run, "arm"));
            assertThat(arms.get("assigned")).isEqualTo(world.targets(run).size());
            for (var dimension : Dimension.values()) {
                if (dimension.partition()) {
                    assertThat(added(world.by(run, dimension.word())))
                            .as("seed %d, run %d by %s", seed, run, dimension)
                            .isEqualTo(arms);
                }
            }
            var cost = world.report(run).arms().stream().flatMap(arm -> arm.money().stream());
            assertThat(cost.mapToLong(RunReport.Money::costMinor).sum())
                    .isEqualTo(
                            arms.entrySet().stream()
                                    .filter(entry -> entry.getKey().startsWith("cost "))
                                    .mapToLong(Map.Entry::getValue)
                                    .sum());
        }
    }

    private static Map<String, Long> added(RunBreakdown told) {
        var sums = new TreeMap<String, Long>();
        for (var row : told.rows()) {
            var counts = row.counts();
            sums.merge("assigned", counts.assigned(), Long::sum);
            sums.merge("sent", counts.sent(), Long::sum);
            sums.merge("delivered", counts.delivered(), Long::sum);
            sums.merge("read", counts.read(), Long::sum);
            sums.merge("clicked", counts.clicked(), Long::sum);
            sums.merge("replied", counts.replied(), Long::sum);
            sums.merge("optedOut", counts.optedOut(), Long::sum);
            sums.merge("ordered", counts.ordered(), Long::sum);
            for (var kpi : row.kpis()) {
                if (kpi.currency() == null && !kpi.id().startsWith("time")) {
                    sums.merge(kpi.id(), kpi.numerator(), Long::sum);
                    sums.merge("of " + kpi.id(), kpi.denominator(), Long::sum);
                }
            }
            for (var money : row.money()) {
                sums.merge("gross " + money.currency(), money.grossMinor(), Long::sum);
                sums.merge("refunds " + money.currency(), money.refundsMinor(), Long::sum);
                sums.merge("cost " + money.currency(), money.costMinor(), Long::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
