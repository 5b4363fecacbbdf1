package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.analytics.experiment.Contrast;
import org.parley.analytics.experiment.MeanContrast;
import org.parley.analytics.experiment.Proportion;
import org.parley.analytics.experiment.ProportionContrast;
import org.parley.analytics.history.History;
import org.parley.analytics.history.Target;
import org.parley.analytics.report.RunSubgroups.SubgroupComparison;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Every comparison within every value, of random histories, against the same counted one by one.
class SubgroupsTest {

    private static final String REVENUE = "revenuePerAssigned";

    /// A figure, an arm and what it is held against.
    private record Asked(String kpi, int arm, int against) {}

    // the second run has no holdout, and money in three currencies
    private static final Map<Integer, List<Asked>> QUESTIONS =
            Map.of(
                    1,
                    List.of(
                            new Asked("conversionItt", 1, 2),
                            new Asked("clickItt", 1, 2),
                            new Asked(REVENUE, 1, 2),
                            new Asked("conversionItt", 1, 3),
                            new Asked("conversionItt", 2, 3),
                            new Asked(REVENUE, 1, 3),
                            new Asked(REVENUE, 2, 3)),
                    2,
                    List.of(
                            new Asked("conversionItt", 1, 3),
                            new Asked("conversionItt", 2, 3),
                            new Asked("clickItt", 1, 3),
                            new Asked("clickItt", 2, 3)));

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void everyComparisonWithinACountryOrALanguageIsCountedOneByOne(long seed) {
        var world = EffectWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            agrees(world, world.subgroups().of(run, "country", List.of()), by(Target::country));
            agrees(world, world.subgroups().of(run, "language", List.of()), by(Target::language));
        }
    }

    private static Map<String, Predicate<Target>> by(Function<Target, String> value) {
        var groups = new TreeMap<String, Predicate<Target>>();
        EffectWorld.of(1).history().targets.stream()
                .map(value)
                .distinct()
                .forEach(each -> groups.put(each, target -> value.apply(target).equals(each)));
        return groups;
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void segmentsAreOfWhatPeopleDidBeforeTheRunBegan(long seed) {
        var world = EffectWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var starts = History.start(run);
            var bought =
                    world.history().papers.stream()
                            .filter(paper -> paper.kind().equals("sale"))
                            .filter(paper -> paper.at().isBefore(starts))
                            .map(paper -> paper.contact())
                            .collect(Collectors.toSet());
            var clicked =
                    world.history().facts.stream()
                            .filter(fact -> fact.kind().equals("clicked") && !fact.machine())
                            .filter(fact -> fact.at().isBefore(starts))
                            .filter(fact -> fact.at().isAfter(starts.minusSeconds(15 * 86_400)))
                            .map(fact -> fact.target().contact())
                            .collect(Collectors.toSet());
            var groups = new TreeMap<String, Predicate<Target>>();
            groups.put("4", target -> bought.contains(target.contact()));
            groups.put("5", target -> !bought.contains(target.contact()));
            groups.put("6", target -> clicked.contains(target.contact()));
            var told = world.subgroups().of(run, "segment", List.of(4L, 5L, 6L, 4L));
            assertThat(told.knownAt()).isEqualTo(starts);
            agrees(world, told, groups);
            assertThat(world.people(2, groups.get("4")))
                    .as("some bought before the second run")
                    .hasSizeGreaterThan(run == 1 ? -1 : 50);
        }
    }

    private static void agrees(
            EffectWorld world, RunSubgroups told, Map<String, Predicate<Target>> groups) {
        var run = told.run();
        var where = "seed %d, run %d by %s".formatted(world.seed(), run, told.dimension());
        assertThat(told.shown()).as(where).isTrue();
        var answers = told.answers().iterator();
        var raw = new ArrayList<Double>();
        var adjusted = new ArrayList<Double>();
        for (var group : groups.entrySet()) {
            for (var asked : questions(run)) {
                var answer = answers.next();
                var as = "%s '%s': %s".formatted(where, group.getKey(), asked);
                assertThat(answer.value()).as(as).isEqualTo(group.getKey());
                assertThat(new Asked(answer.kpi(), answer.arm(), answer.against()))
                        .as(as)
                        .isEqualTo(asked);
                var treated = people(world, run, asked.arm(), group.getValue());
                var control = people(world, run, asked.against(), group.getValue());
                assertThat(answer.people()).as(as).isEqualTo(treated.size());
                assertThat(answer.againstPeople()).as(as).isEqualTo(control.size());
                if (Math.min(treated.size(), control.size()) < told.fewest()) {
                    assertThat(answer.pValue()).as(as).isNull();
                    assertThat(answer.verdict()).as(as).startsWith("not enough data");
                } else {
                    var contrast = contrast(world, run, asked, treated, control);
                    agrees(as, answer, contrast);
                    raw.add(contrast.pValue());
                    adjusted.add(Objects.requireNonNull(answer.adjusted()));
                }
            }
        }
        assertThat(answers).as(where).isExhausted();
        assertThat(told.family()).as(where).isEqualTo(raw.size()).isPositive();
        for (var i = 0; i < raw.size(); i++) {
            assertThat(adjusted.get(i)).as(where).isCloseTo(corrected(raw, i), within(1e-9));
        }
    }

    private static List<Asked> questions(int run) {
        return Objects.requireNonNull(QUESTIONS.get(run));
    }

    private static Set<Integer> people(
            EffectWorld world, int run, int arm, Predicate<Target> group) {
        return world.people(run, target -> target.arm() == arm && group.test(target));
    }

    private static Contrast contrast(
            EffectWorld world, int run, Asked asked, Set<Integer> treated, Set<Integer> control) {
        return asked.kpi().equals(REVENUE)
                ? new MeanContrast(
                        sample(world.spent(run, treated)), sample(world.spent(run, control)))
                : new ProportionContrast(
                        new Proportion(world.count(run, treated, asked.kpi()), treated.size()),
                        new Proportion(world.count(run, control, asked.kpi()), control.size()));
    }

    private static MeanContrast.Sample sample(List<Double> spent) {
        var mean = spent.stream().mapToDouble(each -> each).sum() / spent.size();
        return new MeanContrast.Sample(
                spent.size(),
                mean,
                spent.stream().mapToDouble(each -> Math.pow(each - mean, 2)).sum()
                        / (spent.size() - 1));
    }

    private static void agrees(String as, SubgroupComparison answer, Contrast contrast) {
        var interval = contrast.differenceInterval();
        assertThat(answer.difference()).as(as).isCloseTo(contrast.difference(), within(1e-6));
        assertThat(answer.low()).as(as).isCloseTo(interval.low(), within(1e-6));
        assertThat(answer.high()).as(as).isCloseTo(interval.high(), within(1e-6));
        assertThat(answer.pValue()).as(as).isCloseTo(contrast.pValue(), within(1e-9));
        assertThat(answer.verdict()).as(as).isNotBlank();
        if (Objects.requireNonNull(answer.adjusted()) >= .05) {
            assertThat(answer.verdict()).as(as).doesNotContain("better", "worse", "earns");
        }
    }

    /// By the definition: the least of `p m / rank` over all that are as large or larger.
    private static double corrected(List<Double> raw, int which) {
        return raw.stream()
                .filter(p -> p >= raw.get(which))
                .mapToDouble(p -> p * raw.size() / raw.stream().filter(other -> other <= p).count())
                .min()
                .orElseThrow();
    }

    @Test
    void itIsSaidThatTheWholeRunIsTheResult() {
        var world = EffectWorld.of(1);
        var told = world.subgroups().of(1, "country", List.of());
        assertThat(told.note())
                .startsWith("Exploratory: the result of this run is the comparison over everybody.")
                .contains(told.family() + " comparisons were corrected together");
        assertThat(told.whole()).hasSameSizeAs(questions(1));
        assertThat(told.source()).isEqualTo("live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arm", "variant", "channel", "hour", "day", "weekday", "link", "button", "mood"
            })
    void whatFollowsFromWhatHappenedIsRefused(String dimension) {
        refused(dimension, List.of());
    }

    @Test
    void segmentsOfWhatIsKnownOnlyAsOfNowAreRefused() {
        refused("segment", List.of());
        refused("segment", List.of(4L, 1L));
        refused("segment", List.of(2L));
        assertThatThrownBy(() -> EffectWorld.of(1).subgroups().of(1, "segment", List.of(99L)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private static void refused(String dimension, List<Long> segments) {
        assertThatThrownBy(() -> EffectWorld.of(1).subgroups().of(1, dimension, segments))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void anAudienceThatDidNotSplitAsPlannedIsHiddenHereToo() {
        var world = EffectWorld.tell(7, 240);
        world.stores()
                .postgres
                .execute(
                        "update campaign_arm set weight = case arm when 1 then 9000 else 500 end where campaign_id = 1");
        var told = world.subgroups().of(1, "country", List.of());
        assertThat(told.shown()).isFalse();
        assertThat(told.whole()).isEmpty();
        assertThat(told.answers()).isEmpty();
        assertThat(told.family()).isZero();
        assertThat(told.note()).startsWith("The audience did not split as planned");
        assertThat(world.reached().of(1))
                .satisfies(reached -> {
                    assertThat(reached.shown()).isFalse();
                    assertThat(reached.effects()).isEmpty();
                    assertThat(reached.note()).isEqualTo(told.note());
                });
    }

    @Test
    void theFileHasALineForEachAndNoFormulas() throws IOException {
        var told = EffectWorld.of(1).subgroups().of(2, "segment", List.of(5L));
        var bytes = new ByteArrayOutputStream();
        new SubgroupsCsv(told).write(bytes);
        var lines = bytes.toString(StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(lines).hasSize(told.answers().size() + 2);
        assertThat(lines[0]).isEqualTo(String.join(",", SubgroupsCsv.COLUMNS));
        assertThat(lines[1])
                .startsWith(
                        "2,live,segment,5,'=Never bought,conversionItt,,1,WhatsApp,whatsapp,3,");
    }
}
