package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.analytics.history.Fact;
import org.parley.analytics.history.History;
import org.parley.analytics.history.Naive;
import org.parley.analytics.history.NaiveCosts;
import org.parley.analytics.history.Target;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;
import org.parley.core.kernel.ProblemException;

/// Links and buttons against those counted one by one, the file, and what cannot be asked.
class OffersTest {

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void linksHaveThoseWhoReceivedThemAndThoseWhoFollowedThem(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var told = world.by(run, "link");
            assertThat(told.rows()).hasSize(run == 1 ? 3 : 6);
            assertThat(told.addsUp()).isFalse();
            for (var row : told.rows()) {
                var mail = row.url().contains("/mail/");
                var here =
                        world.ordinals(
                                told.run(),
                                target ->
                                        !target.channel().isEmpty()
                                                && (told.run() == 1
                                                        || (target.arm() == 3) == mail));
                var shown = naive(world, run, here).delivered();
                assertThat(row.counts().delivered()).isEqualTo(shown.size());
                assertThat(row.counts().clicked())
                        .isEqualTo(followed(world, run, row, here, false).size())
                        .isPositive();
                var raw = followed(world, run, row, here, true);
                raw.retainAll(shown);
                assertThat(row.kpis())
                        .extracting(KpiValue::id)
                        .containsExactly("linkRate", "linkRateRaw");
                assertThat(row.kpis().getLast().numerator()).isEqualTo(raw.size());
                assertThat(row.label()).isEqualTo("Link " + row.value());
            }
        }
    }

    private static Naive naive(BreakdownWorld world, int run, Set<Integer> group) {
        return new Naive(world.history(), run, group, new NaiveCosts.Spent(Map.of(), Map.of()));
    }

    private static Set<Integer> followed(
            BreakdownWorld world, int run, BreakdownRow row, Set<Integer> group, boolean machines) {
        return world.history().facts.stream()
                .filter(fact -> fact.kind().equals("clicked") && fact.target().run() == run)
                .filter(fact -> machines || !fact.machine())
                .filter(fact -> Integer.toString(fact.link()).equals(row.value()))
                .map(Fact::target)
                .map(Target::ordinal)
                .filter(group::contains)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void buttonsHaveThoseWhoWereOfferedThemAndThoseWhoTappedThem(long seed) {
        var world = BreakdownWorld.of(seed);
        for (var run = 1; run <= History.RUNS; run++) {
            var told = world.by(run, "button");
            assertThat(told.rows())
                    .extracting(BreakdownRow::value)
                    .containsExactly("yes", "no", "gone");
            assertThat(told.rows())
                    .extracting(BreakdownRow::label)
                    .containsExactly("=Yes", "No", null);
            for (var row : told.rows()) {
                var which = run;
                var tapped =
                        world.history().taps.stream()
                                .filter(tap -> tap.target().run() == which)
                                .filter(tap -> tap.payload().equals(row.value()))
                                // who was never offered it did not take it up
                                .filter(tap -> offered(row.value(), tap.target()))
                                .map(tap -> tap.target().ordinal())
                                .distinct()
                                .count();
                assertThat(row.counts().replied()).isEqualTo(tapped).isPositive();
                assertThat(row.kpis())
                        .singleElement()
                        .satisfies(kpi -> {
                            assertThat(kpi.id()).isEqualTo("buttonRate");
                            assertThat(kpi.denominator()).isEqualTo(row.counts().delivered());
                        });
            }
            for (var row : told.rows().subList(0, 2)) {
                var shown = world.ordinals(run, target -> offered(row.value(), target));
                assertThat(row.counts().delivered())
                        .isEqualTo(naive(world, run, shown).delivered().size());
            }
        }
    }

    /// Whether the wording of their arm has it; nobody knows who was offered what is gone.
    private static boolean offered(String payload, Target target) {
        return switch (payload) {
            case "yes" -> !target.channel().isEmpty();
            case "no" -> !Set.of("", "email").contains(target.channel());
            default -> true;
        };
    }

    @Test
    void theFileHasEveryFigureOfEveryRowAndNoFormulas() throws IOException {
        var told = BreakdownWorld.of(1).by(1, "country");
        var rows = parsed(told);
        assertThat(rows.getFirst()).containsExactlyElementsOf(BreakdownCsv.COLUMNS);
        for (var row : told.rows()) {
            for (var kpi : row.kpis()) {
                assertThat(rows)
                        .filteredOn(line -> line.get(3).equals(row.value()))
                        .filteredOn(line -> line.get(6).equals(kpi.id()))
                        .filteredOn(line ->
                                kpi.currency() == null || line.get(8).equals(kpi.currency()))
                        .singleElement()
                        .satisfies(line -> {
                            assertThat(line.get(9)).isEqualTo("" + kpi.numerator());
                            assertThat(line.get(10)).isEqualTo("" + kpi.denominator());
                            if (kpi.value() == null) {
                                assertThat(line.get(11)).isEmpty();
                            } else {
                                assertThat(Double.valueOf(line.get(11))).isEqualTo(kpi.value());
                            }
                        });
            }
        }
        assertThat(parsed(BreakdownWorld.of(1).by(1, "button")))
                .filteredOn(line -> line.get(3).equals("yes"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get(4)).isEqualTo("'=Yes"));
    }

    private static List<List<String>> parsed(RunBreakdown told) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new BreakdownCsv(told).write(bytes);
        var rows = new ArrayList<List<String>>();
        try (var parser =
                CSVFormat.RFC4180.parse(new StringReader(bytes.toString(StandardCharsets.UTF_8)))) {
            parser.forEach(row -> rows.add(row.toList()));
        }
        return rows;
    }

    @Test
    void whatCannotBeAskedIsTheCallersFault() {
        var breakdowns = BreakdownWorld.of(1).breakdowns();
        assertThatThrownBy(() -> breakdowns.breakdown(1, "mood", null, List.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("weekday");
        assertThatThrownBy(() -> breakdowns.breakdown(1, "hour", "Sofia", List.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Europe/Sofia");
        assertThatThrownBy(() -> breakdowns.breakdown(1, "segment", null, List.of()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> breakdowns.breakdown(1, "segment", null, List.of(99L)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() ->
                        breakdowns.breakdown(
                                1, "segment", null, LongStream.rangeClosed(1, 21).boxed().toList()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> breakdowns.breakdown(99, "arm", null, List.of()))
                .isInstanceOf(ProblemException.class);
    }
}
