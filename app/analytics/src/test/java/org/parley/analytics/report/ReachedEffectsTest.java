package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunReached.ReachedEffect;
import org.parley.analytics.report.internal.BreakdownFigures.Assigned;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;

/// The effect on those reached, of random histories, against the same counted one by one.
class ReachedEffectsTest {

    @ParameterizedTest
    @MethodSource("org.parley.analytics.report.BreakdownWorld#seeds")
    void everyEffectIsCountedOneByOne(long seed) {
        var world = EffectWorld.of(seed);
        var told = world.reached().of(1);
        assertThat(told.shown()).isTrue();
        assertThat(told.effects())
                .extracting(effect -> effect.kpi() + effect.arm() + effect.against())
                .containsExactly(
                        "conversionReached12",
                        "revenueReached12",
                        "conversionReached13",
                        "conversionReached23",
                        "revenueReached13",
                        "revenueReached23");
        for (var effect : told.effects()) {
            if (effect.against() == 3) {
                agrees(world, effect);
            }
        }
    }

    /// By the residuals `y − τ d` of each person, whose variance is the delta method's without a
    /// covariance.
    private static void agrees(EffectWorld world, ReachedEffect told) {
        var as = "seed %d: %s".formatted(world.seed(), told);
        var treated = people(world, told.arm());
        var control = people(world, told.against());
        var reached = world.naive(1, treated).delivered();
        assertThat(world.naive(1, control).delivered()).as(as).isEmpty();
        var share = (double) reached.size() / treated.size();
        var y = figures(world, told, treated);
        var z = figures(world, told, control);
        var tau = (mean(y) - mean(z)) / share;
        var ordered = treated.stream().toList();
        var residuals =
                IntStream.range(0, y.length)
                        .mapToDouble(i -> y[i] - (reached.contains(ordered.get(i)) ? tau : 0))
                        .toArray();
        var error = Math.sqrt(variance(residuals) / y.length + variance(z) / z.length) / share;
        assertThat(told.delivered()).as(as).isCloseTo(share, within(1e-12));
        assertThat(told.againstDelivered()).as(as).isZero();
        assertThat(told.assigned()).as(as).isCloseTo(mean(y) - mean(z), within(1e-6));
        assertThat(told.effect()).as(as).isCloseTo(tau, within(1e-6));
        var near = within(1e-7 * Math.max(1, Math.abs(tau)));
        assertThat(told.low()).as(as).isCloseTo(tau - 1.959964 * error, near);
        assertThat(told.high()).as(as).isCloseTo(tau + 1.959964 * error, near);
    }

    private static double[] figures(EffectWorld world, ReachedEffect told, Set<Integer> people) {
        return told.of().equals("revenuePerAssigned")
                ? world.spent(1, people).stream().mapToDouble(each -> each).toArray()
                : people.stream()
                        .mapToDouble(each -> world.count(1, Set.of(each), told.of()))
                        .toArray();
    }

    private static Set<Integer> people(EffectWorld world, int arm) {
        return world.people(1, target -> target.arm() == arm);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        var mean = mean(values);
        return DoubleStream.of(values).map(each -> Math.pow(each - mean, 2)).sum()
                / (values.length - 1);
    }

    @Test
    void againstEmailThereIsNoSuchEffect() {
        for (var run : List.of(1, 2)) {
            var against =
                    EffectWorld.of(1).reached().of(run).effects().stream()
                            .filter(effect -> Objects.equals(effect.againstChannel(), "email"))
                            .toList();
            assertThat(against)
                    .hasSize(2)
                    .allSatisfy(effect -> {
                        assertThat(effect.effect()).isNull();
                        assertThat(effect.low()).isNull();
                        assertThat(effect.verdict())
                                .startsWith("no such effect: Email was delivered something else");
                    });
        }
    }

    @Test
    void whereTooFewWereReachedOrBoughtNoneIsTold() {
        var weak = effects(arm(1, "sms", 1_000, 60, 40), arm(2, null, 1_000, 0, 30));
        assertThat(weak)
                .extracting(ReachedEffect::verdict)
                .containsExactly(
                        "no such effect: the shares reached of sms and none are not clearly apart");
        var nobody = effects(arm(1, "sms", 1_000, 0, 40), arm(2, null, 1_000, 0, 30));
        assertThat(nobody)
                .extracting(ReachedEffect::verdict)
                .containsExactly("no such effect: as large a share was reached in none as in sms");
        var few = effects(arm(1, "sms", 1_000, 900, 40), arm(2, null, 1_000, 0, 9));
        assertThat(few)
                .extracting(ReachedEffect::verdict)
                .containsExactly(
                        "not enough data: the interval takes 10 people of each arm who bought, and as many who did not");
        assertThat(List.of(weak.getFirst(), nobody.getFirst(), few.getFirst()))
                .allSatisfy(effect -> {
                    assertThat(effect.effect()).isNull();
                    assertThat(effect.low()).isNull();
                    assertThat(effect.high()).isNull();
                });
    }

    @Test
    void whatIsToldIsToldInPointsOfThoseReached() {
        // 20 points by assignment of the half that was reached, all of whom bought
        var told = effects(arm(1, "sms", 1_000, 500, 250), arm(2, null, 1_000, 0, 50)).getFirst();
        assertThat(told.effect()).isCloseTo(.4, within(1e-12));
        assertThat(told.verdict())
                .matches(
                        "sms brought 3\\d\\.\\d\\d to 4\\d\\.\\d\\d points more per person that it reached");
    }

    private static List<ReachedEffect> effects(ArmFacts... arms) {
        var bought =
                Stream.of(arms)
                        .map(arm ->
                                new Assigned(
                                        Integer.toString(arm.arm()),
                                        "",
                                        Math.min(arm.converters(), arm.facts().delivered()),
                                        0,
                                        BigInteger.ZERO,
                                        MoneyFacts.Past.NONE))
                        .toList();
        return new Comparisons(List.of(arms))
                .asked().stream()
                        .flatMap(asked -> ReachedEffects.effect(asked, bought).stream())
                        .toList();
    }

    /// Nobody spent anything, whoever bought.
    private static ArmFacts arm(
            int arm, @Nullable String channel, long assigned, long delivered, long buyers) {
        return new ArmFacts(
                arm,
                channel == null ? "none" : channel,
                channel == null ? null : new Channel(channel),
                5_000,
                new Facts(
                        assigned,
                        delivered,
                        delivered,
                        0,
                        0,
                        0,
                        0,
                        0,
                        buyers,
                        0,
                        0,
                        Facts.Mail.NONE,
                        Answers.NONE,
                        List.of()));
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        assertThatThrownBy(() -> EffectWorld.of(1).reached().of(99))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        var told = EffectWorld.of(1).reached().of(1);
        var bytes = new ByteArrayOutputStream();
        new ReachedCsv(told).write(bytes);
        var lines = bytes.toString(StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(lines).hasSize(told.effects().size() + 2);
        assertThat(lines[0]).isEqualTo(String.join(",", ReachedCsv.COLUMNS));
        assertThat(lines[3])
                .startsWith(
                        "1,live,conversionReached,Effect on those reached (CACE): conversion,conversionItt,,1,Viber,viber,3,Nobody,,0.");
    }
}
