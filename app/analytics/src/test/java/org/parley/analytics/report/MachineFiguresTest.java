package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.Told;
import org.parley.analytics.world.World;

/// Figures with machines and without them stand side by side; the arm of email, with prefetched
/// pictures and link checkers.
class MachineFiguresTest {

    private static final int EMAIL = 2;

    private static World world;
    private static Arm arm;

    @BeforeAll
    static void machinesLoadPicturesOfEveryFifthMail() {
        world = World.of(4714, 400);
        var id = 900_000L;
        for (var told : List.copyOf(world.events)) {
            var person = told.person();
            if (told.kind().equals("delivered")
                    && person.run() == 1
                    && person.arm() == EMAIL
                    && person.ordinal() % 5 == 0) {
                world.events.add(
                        new Told(id++, "read", person, told.at(), true, BigDecimal.ZERO, ""));
                world.events.add(
                        new Told(id++, "clicked", person, told.at(), true, BigDecimal.ZERO, ""));
            }
        }
        var stores = Stores.holding(world);
        arm =
                new RunReports(
                                new RunPlans(stores.postgres),
                                new RunFigures(stores.clickHouse, stores.kept),
                                Clock.systemUTC())
                        .report(1)
                        .arms()
                        .get(EMAIL - 1);
    }

    @Test
    void machinesAreInTheRawFiguresAlone() {
        var read = people("read", told -> !told.machine());
        var clicked = people("clicked", told -> !told.machine());
        var acted = new HashSet<>(clicked);
        acted.addAll(people("replied", told -> true));
        acted.addAll(bought());
        read.addAll(acted);
        var delivered = new HashSet<>(read);
        delivered.addAll(people("delivered", told -> true));
        delivered.addAll(people("opted_out", told -> true));
        var opened = new HashSet<>(read);
        opened.addAll(people("read", Told::machine));
        opened.addAll(people("clicked", Told::machine));
        opened.retainAll(delivered);
        var followed = people("clicked", told -> true);
        followed.retainAll(delivered);

        assertThat(kpi("openRate").numerator()).isEqualTo(read.size());
        assertThat(kpi("openRateRaw").numerator()).isEqualTo(opened.size());
        assertThat(opened.size()).isGreaterThan(read.size());
        assertThat(kpi("clickRate").numerator()).isEqualTo(clicked.size());
        assertThat(kpi("clickRateRaw").numerator()).isEqualTo(followed.size());
        assertThat(followed.size()).isGreaterThan(clicked.size());
        assertThat(kpi("readRate").value()).isNull();
        assertThat(kpi("openRateRaw").denominator()).isEqualTo(delivered.size());
    }

    private static KpiValue kpi(String id) {
        return arm.kpis().stream().filter(kpi -> kpi.id().equals(id)).findAny().orElseThrow();
    }

    private static Set<Integer> people(String kind, Predicate<Told> which) {
        return world.events.stream()
                .filter(told -> told.kind().equals(kind) && which.test(told))
                .map(Told::person)
                .filter(person -> person.run() == 1 && person.arm() == EMAIL)
                .map(person -> person.ordinal())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Integer> bought() {
        return world.documents.stream()
                .filter(document -> document.kind().equals("sale"))
                .map(Document::credited)
                .filter(person -> person != null && person.run() == 1 && person.arm() == EMAIL)
                .map(person -> person.ordinal())
                .collect(Collectors.toSet());
    }
}
