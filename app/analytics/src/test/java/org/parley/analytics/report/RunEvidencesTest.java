package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

class RunEvidencesTest {

    private static RunReports reports;
    private static RunFigures figures;
    private static RunEvidences evidences;

    @BeforeAll
    static void world() {
        var stores = Stores.holding(World.of(4711, 900));
        var plans = new RunPlans(stores.postgres);
        figures = new RunFigures(stores.clickHouse, stores.kept);
        reports = new RunReports(plans, figures, Clock.systemUTC());
        evidences = new RunEvidences(plans, figures, reports);
    }

    @Test
    void whatPeopleSpentOneByOneIsWhatTheReportSums() {
        for (var run : new int[] {1, 2}) {
            var opens = World.START.plus(Duration.ofDays(run == 1 ? 0 : 40));
            var closes = opens.plus(Duration.ofDays(World.WINDOW_DAYS));
            var spent = figures.spending(run, new OrderWindow(opens, closes), 1_000_000);
            var sums =
                    figures
                            .byCell()
                            .assigned(run, new OrderWindow(opens, closes), Cells.arms(run))
                            .stream()
                            .filter(sum -> !sum.currency().isEmpty())
                            .toList();
            assertThat(sums).isNotEmpty();
            for (var sum : sums) {
                var net = 0L;
                var squares = BigInteger.ZERO;
                for (var each : spent) {
                    if (Integer.toString(each.arm()).equals(sum.cell())
                            && each.currency().equals(sum.currency())) {
                        var minor = BigInteger.valueOf(each.minor());
                        net += each.minor() * each.people();
                        squares =
                                squares.add(
                                        minor.multiply(minor)
                                                .multiply(BigInteger.valueOf(each.people())));
                    }
                }
                assertThat(net).isEqualTo(sum.net());
                assertThat(squares).isEqualTo(sum.squares());
            }
            var people = spent.stream().mapToLong(RunFigures.Spent::people).sum();
            assertThat(figures.spending(run, new OrderWindow(opens, closes), (int) people))
                    .isEqualTo(spent);
            assertThat(figures.spending(run, new OrderWindow(opens, closes), (int) people - 1))
                    .containsExactly(new RunFigures.Spent(0, "", 0, people));
        }
    }

    @Test
    void everyComparisonIsAnsweredByOtherMethodsThatDoNotContradictIt() {
        var report = reports.report(1);
        var evidence = evidences.of(1);

        assertThat(evidence.shown()).isTrue();
        assertThat(evidence.answers())
                .extracting(answer -> answer.kpi() + answer.arm() + answer.against())
                .containsExactlyElementsOf(
                        report.comparisons().stream()
                                .map(one -> one.kpi() + one.arm() + one.against())
                                .toList());
        for (var i = 0; i < evidence.answers().size(); i++) {
            var answer = evidence.answers().get(i);
            var comparison = report.comparisons().get(i);
            var difference = Objects.requireNonNull(comparison.difference());
            assertThat(answer.holm()).isBetween(answer.pValue(), 1.0);
            if (answer.kpi().equals("conversionItt")) {
                assertThat(answer.falseDiscovery()).as("the primary figure").isNull();
            } else {
                assertThat(answer.falseDiscovery()).isBetween(answer.pValue(), 1.0);
            }
            if (answer.kpi().equals("revenuePerAssigned")) {
                assertThat(difference)
                        .isBetween(
                                Objects.requireNonNull(answer.resampledLow()),
                                Objects.requireNonNull(answer.resampledHigh()));
                assertThat(answer.cappedAtMinor()).isPositive();
                assertThat(Objects.requireNonNull(answer.capped()))
                        .isBetween(
                                Objects.requireNonNull(answer.cappedLow()),
                                Objects.requireNonNull(answer.cappedHigh()));
                assertThat(answer.chanceToBeat()).isNull();
            } else {
                assertThat(Objects.requireNonNull(answer.chanceToBeat()) > 0.5)
                        .isEqualTo(difference > 0);
                assertThat(Objects.requireNonNull(answer.anytimePValue()))
                        .as("who may look at any time is told less")
                        .isBetween(answer.pValue(), 1.0);
                assertThat(answer.resampledLow()).isNull();
            }
        }
        assertThat(evidence).as("asked twice").isEqualTo(evidences.of(1));
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        assertThatThrownBy(() -> evidences.of(99)).isInstanceOf(ProblemException.class);
    }
}
