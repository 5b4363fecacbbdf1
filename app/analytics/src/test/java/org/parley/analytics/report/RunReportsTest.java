package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.RunReport.Comparison;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.Told;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.json.JsonMapper;

/// Every figure of the report against the same figure counted one by one from what happened.
class RunReportsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<Integer, RunReport> KNOWN = new HashMap<>();

    private static World world;
    private static Stores stores;
    private static RunReports reports;

    @BeforeAll
    static void tell() {
        world = World.of(4711, 1_500);
        stores = Stores.holding(world);
        reports =
                new RunReports(
                        new RunPlans(stores.postgres),
                        new RunFigures(stores.clickHouse, stores.kept),
                        CLOCK);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2"})
    void peopleAreCountedOnceHoweverOftenTheyAreTold(int run, int number) {
        var counts = arm(run, number).counts();
        var bought = who(run, number, "ordered");
        var clicked = who(run, number, "clicked");
        var replied = who(run, number, "replied");
        var out = who(run, number, "opted_out");
        var acted = union(union(clicked, replied), bought);
        var read = union(who(run, number, "read"), acted);
        var delivered = union(union(who(run, number, "delivered"), read), out);
        var sent = union(who(run, number, "sent"), delivered);
        assertThat(counts)
                .isEqualTo(
                        new RunReport.Counts(
                                who(run, number, "assigned").size(),
                                sent.size(),
                                delivered.size(),
                                read.size(),
                                clicked.size(),
                                replied.size(),
                                out.size(),
                                bought.size(),
                                inState(run, number, "failed"),
                                inState(run, number, "skipped"),
                                inState(run, number, "unknown")));
    }

    @Test
    void theWorldHasSomethingOfEverything() {
        var counts = arm(1, 1).counts();
        assertThat(counts.ordered()).isPositive().isLessThan(counts.clicked() + counts.replied());
        assertThat(counts.clicked()).isPositive().isLessThan(counts.read());
        assertThat(counts.read()).isLessThan(counts.delivered());
        assertThat(counts.delivered()).isLessThan(counts.sent());
        assertThat(counts.sent()).isLessThan(counts.assigned());
        assertThat(counts.optedOut()).isPositive();
        assertThat(counts.failed()).isPositive();
        assertThat(counts.unknown()).isPositive();
        var raw =
                world.events.stream()
                        .filter(e -> e.kind().equals("clicked") && e.person().run() == 1)
                        .filter(e -> e.person().arm() == 1)
                        .count();
        assertThat(raw).isGreaterThan(counts.clicked());
        var money = arm(1, 1).money().getFirst();
        assertThat(money.refundsMinor()).isNegative();
        assertThat(money.costMinor()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2"})
    void conversionByAssignmentCountsEveryBuyerOfTheArmInTheWindow(int run, int number) {
        var buyers =
                inWindow(run, number)
                        .filter(d -> d.kind().equals("sale"))
                        .map(Document::contact)
                        .collect(Collectors.toSet());
        var kpi = kpi(arm(run, number), "conversionItt", null);
        assertThat(kpi.numerator()).isEqualTo(buyers.size());
        assertThat(kpi.denominator()).isEqualTo(who(run, number, "assigned").size());
        assertThat(kpi.value()).isEqualTo((double) kpi.numerator() / kpi.denominator());
        assertThat(kpi.value()).isBetween(kpi.low(), kpi.high());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, EUR", "1, 2, EUR", "1, 3, EUR", "2, 1, EUR", "2, 2, USD", "2, 1, JPY"})
    void moneyIsTheSumOfTheDocumentsAndOfTheRoundedCostLines(int run, int number, String currency) {
        var money =
                arm(run, number).money().stream()
                        .filter(m -> m.currency().equals(currency))
                        .findAny()
                        .orElseThrow();
        var credited =
                world.documents.stream()
                        .filter(d -> d.credited() != null && d.currency().equals(currency))
                        .filter(d -> d.credited().run() == run && d.credited().arm() == number)
                        .toList();
        assertThat(money.grossMinor())
                .isEqualTo(sum(credited.stream().filter(d -> d.kind().equals("sale"))));
        assertThat(money.netMinor()).isEqualTo(sum(credited.stream()));
        assertThat(money.refundsMinor()).isEqualTo(money.netMinor() - money.grossMinor());
        assertThat(money.costMinor()).isEqualTo(cost(run, number, currency));
        var everybody = sum(inWindow(run, number).filter(d -> d.currency().equals(currency)));
        assertThat(kpi(arm(run, number), "revenuePerAssigned", currency).numerator())
                .isEqualTo(everybody);
        var orders =
                credited.stream()
                        .filter(d -> d.kind().equals("sale"))
                        .filter(d ->
                                d.minor()
                                                + sum(
                                                        credited.stream()
                                                                .filter(r ->
                                                                        r.original() == d.id()))
                                        > 0)
                        .count();
        assertThat(kpi(arm(run, number), "averageOrderValue", currency).denominator())
                .isEqualTo(orders);
    }

    @Test
    void returnIsComputedFromTheMarginAndNamedOtherwiseWithoutOne() {
        var money = arm(1, 1).money().getFirst();
        var profit =
                BigDecimal.valueOf(money.netMinor())
                                .multiply(new BigDecimal("0.40"))
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact()
                        - money.costMinor();
        assertThat(money.profitMinor()).isEqualTo(profit);
        assertThat(money.roi())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(profit)
                                .divide(
                                        BigDecimal.valueOf(money.costMinor()),
                                        4,
                                        RoundingMode.HALF_UP));
        assertThat(money.revenueRoi()).isNull();
        // Costs in yen, revenue in euros and dollars: no return at all.
        assertThat(arm(2, 1).money())
                .hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.profitMinor()).isNull();
                    assertThat(row.roi()).isNull();
                    assertThat(row.revenueRoi()).isNull();
                });
    }

    @Test
    void noRatioPassesOneAndZeroDenominatorsGiveNothing() {
        for (var run : new int[] {1, 2}) {
            for (var arm : reports.report(run).arms()) {
                for (var kpi : arm.kpis()) {
                    if (kpi.denominator() == 0) {
                        assertThat(kpi.value()).as(kpi.id()).isNull();
                        assertThat(kpi.low()).isNull();
                    }
                    // times are no ratios
                    if (kpi.low() != null) {
                        assertThat(kpi.value()).as(kpi.id()).isBetween(0.0, 1.0);
                    }
                }
            }
        }
        assertThat(kpi(arm(1, 3), "deliveryRate", null).value()).isNull();
        assertThat(kpi(arm(1, 2), "readRate", null).value()).isNull();
        assertThat(kpi(arm(1, 1), "readRate", null).value()).isNotNull();
    }

    @Test
    void chatIsHeldAgainstEmailAndEveryArmAgainstTheHoldout() {
        var report = reports.report(1);
        assertThat(report.emailMeasured()).isTrue();
        assertThat(report.referenceLines()).isEmpty();
        assertThat(report.comparisons())
                .extracting(Comparison::kpi, Comparison::arm, Comparison::against)
                .containsExactlyInAnyOrder(
                        tuple("conversionItt", 1, 2),
                        tuple("clickItt", 1, 2),
                        tuple("revenuePerAssigned", 1, 2),
                        tuple("conversionItt", 1, 3),
                        tuple("conversionItt", 2, 3),
                        tuple("revenuePerAssigned", 1, 3),
                        tuple("revenuePerAssigned", 2, 3));
        var clicks =
                report.comparisons().stream()
                        .filter(c -> c.kpi().equals("clickItt"))
                        .findAny()
                        .orElseThrow();
        assertThat(clicks.verdict()).startsWith("Viber is better than Email by ");
        assertThat(clicks.low()).isPositive();
        assertThat(report.readVsOpenNote()).contains("measured differently");
    }

    @Test
    void withoutAnEmailArmNothingIsClaimedAgainstEmail() {
        var report = reports.report(2);
        assertThat(report.emailMeasured()).isFalse();
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.note()).contains("reference only, not measured");
        assertThat(report.referenceLines()).isEqualTo(ReferenceLine.published());
    }

    @Test
    void theReportIsJsonAsTheContractSays() {
        var json = JsonMapper.builder().build().valueToTree(reports.report(1));
        assertThat(json.propertyNames())
                .containsExactly(
                        "run",
                        "definitions",
                        "arms",
                        "comparisons",
                        "incremental",
                        "emailMeasured",
                        "referenceLines",
                        "cost",
                        "note",
                        "readVsOpenNote");
        assertThat(json.at("/run/startedAt").asString()).isEqualTo("2026-10-05T09:30:00Z");
        assertThat(json.at("/run/sandbox").asBoolean()).isTrue();
        assertThat(json.at("/arms/0/money/0/roi").isString()).isTrue();
        assertThat(json.at("/arms/2/channel").isNull()).isTrue();
        assertThat(json.at("/arms/2/holdout").asBoolean()).isTrue();
        assertThat(json.at("/arms/0/skippedByReason/0/reason").asString()).isEqualTo("no_consent");
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        assertThatThrownBy(() -> reports.report(99)).isInstanceOf(ProblemException.class);
    }

    private static Arm arm(int run, int number) {
        return KNOWN.computeIfAbsent(run, reports::report).arms().get(number - 1);
    }

    private static KpiValue kpi(Arm arm, String id, String currency) {
        return arm.kpis().stream()
                .filter(k -> k.id().equals(id))
                .filter(k -> currency == null || currency.equals(k.currency()))
                .findAny()
                .orElseThrow();
    }

    private static Set<Integer> who(int run, int arm, String fact) {
        Predicate<Person> here = p -> p.run() == run && p.arm() == arm;
        return fact.equals("ordered")
                ? world.documents.stream()
                        .filter(d -> d.kind().equals("sale") && d.credited() != null)
                        .map(Document::credited)
                        .filter(here)
                        .map(Person::ordinal)
                        .collect(Collectors.toSet())
                : world.events.stream()
                        .filter(e -> e.kind().equals(fact) && !e.machine() && here.test(e.person()))
                        .map(e -> e.person().ordinal())
                        .collect(Collectors.toSet());
    }

    private static Set<Integer> union(Set<Integer> set, Set<Integer> more) {
        var all = new HashSet<>(set);
        all.addAll(more);
        return all;
    }

    private static long inState(int run, int arm, String state) {
        return world.people.stream()
                .filter(p -> p.run() == run && p.arm() == arm && p.state().equals(state))
                .count();
    }

    /// Sales of the arm's people in the window with their refunds, and stray documents by date.
    private static Stream<Document> inWindow(int run, int arm) {
        var contacts =
                world.people.stream()
                        .filter(p -> p.run() == run && p.arm() == arm)
                        .map(Person::contact)
                        .collect(Collectors.toSet());
        var opens = World.START.plus(Duration.ofDays(run == 1 ? 0 : 40));
        var closes = opens.plus(Duration.ofDays(World.WINDOW_DAYS));
        Predicate<Document> dated = d -> !d.at().isBefore(opens) && d.at().isBefore(closes);
        var sales =
                world.documents.stream()
                        .filter(d -> d.kind().equals("sale") && contacts.contains(d.contact()))
                        .filter(dated)
                        .map(Document::id)
                        .collect(Collectors.toSet());
        return world.documents.stream()
                .filter(d -> contacts.contains(d.contact()))
                .filter(d ->
                        sales.contains(d.id())
                                || sales.contains(d.original())
                                || (!d.kind().equals("sale")
                                        && d.original() == 0
                                        && dated.test(d)));
    }

    private static long sum(Stream<Document> documents) {
        return documents.mapToLong(Document::minor).sum();
    }

    private static long cost(int run, int arm, String currency) {
        record Line(String channel, String country, BigDecimal price) {}
        Map<Line, Long> lines =
                world.events.stream()
                        .filter(e -> e.kind().equals("billed") && e.currency().equals(currency))
                        .filter(e -> e.person().run() == run && e.person().arm() == arm)
                        .collect(
                                Collectors.toMap(
                                        e -> e.person().ordinal(), e -> e, (first, _) -> first))
                        .values()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        (Told e) ->
                                                new Line(
                                                        e.person().channel(),
                                                        e.person().country(),
                                                        e.price()),
                                        Collectors.counting()));
        return lines.entrySet().stream()
                .mapToLong(line ->
                        line.getKey()
                                .price()
                                .multiply(BigDecimal.valueOf(line.getValue()))
                                .setScale(currency.equals("JPY") ? 0 : 2, RoundingMode.HALF_UP)
                                .unscaledValue()
                                .longValueExact())
                .sum();
    }
}
