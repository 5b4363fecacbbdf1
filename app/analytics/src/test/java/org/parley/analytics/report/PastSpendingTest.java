package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

/// The past of the people of the second run, which the first run's orders are, person by person.
class PastSpendingTest {

    private static final Instant OPENS = World.START.plus(Duration.ofDays(40));
    private static final Instant CLOSES = OPENS.plus(Duration.ofDays(World.WINDOW_DAYS));

    @Test
    void theSumsOfThePastAreThoseCountedOneByOne() {
        var world = World.of(4713, 300);
        addRegulars(world);
        var stores = Stores.holding(world);
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        assertThat(
                        new RunReports(new RunPlans(stores.postgres), figures, Clock.systemUTC())
                                .report(2)
                                .arms())
                .as("currencies of the past alone are no money of the run")
                .allSatisfy(arm ->
                        assertThat(arm.money())
                                .extracting(RunReport.Money::currency)
                                .isNotEmpty()
                                .doesNotContain("CHF"));
        var assigned = figures.byCell().assigned(2, new OrderWindow(OPENS, CLOSES), Cells.arms(2));
        for (var arm : new int[] {1, 2}) {
            for (var currency : new String[] {"EUR", "USD"}) {
                var contacts =
                        world.people.stream()
                                .filter(person -> person.run() == 2 && person.arm() == arm)
                                .map(Person::contact)
                                .collect(Collectors.toSet());
                var naive = naive(world, contacts, currency);
                if (currency.equals("EUR")) {
                    assertThat(naive.net()).isPositive();
                    assertThat(naive.products()).isNotEqualTo(BigInteger.ZERO);
                }
                assertThat(assigned)
                        .filteredOn(row ->
                                row.cell().equals(Integer.toString(arm))
                                        && row.currency().equals(currency))
                        .singleElement()
                        .satisfies(row -> assertThat(row.past()).isEqualTo(naive));
            }
        }
    }

    /// Half of those who buy in the window had bought ten days before it, some of it given back.
    private static void addRegulars(World world) {
        var id = 1_000_000L;
        for (var sale : List.copyOf(world.documents)) {
            if (sale.kind().equals("sale") && sale.id() % 2 == 0 && in(sale, OPENS, CLOSES)) {
                var before = OPENS.minus(Duration.ofDays(10));
                world.documents.add(
                        new Document(
                                ++id,
                                "sale",
                                0,
                                sale.contact(),
                                before,
                                sale.currency(),
                                1_000 + sale.minor() / 2,
                                null));
                world.documents.add(
                        new Document(++id, "sale", 0, sale.contact(), before, "CHF", 7_000, null));
                world.documents.add(
                        new Document(
                                ++id,
                                "refund",
                                id - 2,
                                sale.contact(),
                                before.plus(Duration.ofDays(sale.id() % 3 * 7)),
                                sale.currency(),
                                -500,
                                null));
            }
        }
    }

    private static MoneyFacts.Past naive(World world, Set<Long> contacts, String currency) {
        Map<Long, Long> before = new HashMap<>();
        Map<Long, Long> within = new HashMap<>();
        var sales = new HashSet<Long>();
        for (var document : world.documents) {
            if (document.kind().equals("sale") && in(document, OPENS, CLOSES)) {
                sales.add(document.id());
            }
        }
        for (var document : world.documents) {
            if (!contacts.contains(document.contact()) || !document.currency().equals(currency)) {
                continue;
            }
            if (in(document, OPENS.minus(Duration.ofDays(90)), OPENS)) {
                before.merge(document.contact(), document.minor(), Long::sum);
            }
            boolean stray = !document.kind().equals("sale") && document.original() == 0;
            if (sales.contains(document.id())
                    || sales.contains(document.original())
                    || (stray && in(document, OPENS, CLOSES))) {
                within.merge(document.contact(), document.minor(), Long::sum);
            }
        }
        var squares = BigInteger.ZERO;
        var products = BigInteger.ZERO;
        for (var each : before.entrySet()) {
            var past = BigInteger.valueOf(each.getValue());
            squares = squares.add(past.multiply(past));
            products =
                    products.add(
                            past.multiply(
                                    BigInteger.valueOf(within.getOrDefault(each.getKey(), 0L))));
        }
        return new MoneyFacts.Past(
                before.values().stream().mapToLong(Long::longValue).sum(), squares, products);
    }

    private static boolean in(Document document, Instant from, Instant until) {
        return !document.at().isBefore(from) && document.at().isBefore(until);
    }
}
