package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.analytics.question.CohortReport.CohortLine;
import org.parley.analytics.question.CohortReport.CohortMonth;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Told;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

class CohortsTest {

    /// 1 and 2 were first written to in the last hour of September by UTC, which is October in
    /// Sofia; 3 in November by email.
    @Test
    void threePeopleCountedByHand() {
        var scene = Scene.empty();
        scene.event("sent", 1, 1, "2026-09-30T22:30:00Z")
                .event("sent", 1, 2, "2026-09-30T22:30:00Z")
                .event("clicked", 1, 1, "2026-09-30T22:40:00Z")
                .event("replied", 1, 1, "2026-10-01T22:40:00Z")
                .event("clicked", 1, 2, 2, "2026-09-30T22:41:00Z", "viber", "", true)
                .event("sent", 2, 1, "2026-11-30T21:59:59Z")
                .event("opted_out", 2, 1, "2026-11-30T22:00:00Z")
                .event("sent", 2, 3, 3, "2026-11-05T10:00:00Z", "email", "", false)
                .event("sent", 2, 3, 3, "2026-11-05T10:00:01Z", "viber", "", false);
        // before the first message, and so its refund after it
        var early = scene.order("sale", 0, 1, "2026-09-01T10:00:00Z", "EUR", 900, 0, 0);
        scene.order("refund", early, 1, "2026-10-05T10:00:00Z", "EUR", -900, 0, 0);
        var sale = scene.order("sale", 0, 1, "2026-10-05T10:00:00Z", "EUR", 1000, 0, 0);
        scene.order("sale", 0, 2, "2026-10-06T10:00:00Z", "USD", 50, 0, 0);
        scene.order("refund", sale, 1, "2026-12-05T10:00:00Z", "EUR", -400, 0, 0);
        scene.told();

        var report = scene.ofTheCompany().cohorts(CohortBy.MONTH, "Europe/Sofia", null, null, null);
        assertThat(report.cohorts())
                .containsExactly(
                        new CohortLine(
                                "2026-10",
                                2,
                                List.of(
                                        new CohortMonth(
                                                0,
                                                2,
                                                1,
                                                2,
                                                0,
                                                List.of(
                                                        new NetRevenue("EUR", 1000),
                                                        new NetRevenue("USD", 50))),
                                        new CohortMonth(1, 1, 0, 0, 0, List.of()),
                                        new CohortMonth(
                                                2,
                                                0,
                                                0,
                                                0,
                                                1,
                                                List.of(new NetRevenue("EUR", -400))))),
                        new CohortLine(
                                "2026-11", 1, List.of(new CohortMonth(0, 1, 0, 0, 0, List.of()))));
        assertThat(
                        scene.ofTheCompany()
                                .cohorts(CohortBy.MONTH, null, null, null, null)
                                .cohorts()
                                .getFirst()
                                .cohort())
                .isEqualTo("2026-09");
        assertThat(scene.ofTheCompany().cohorts(CohortBy.CHANNEL, null, null, null, null).cohorts())
                .extracting(CohortLine::cohort, CohortLine::people)
                .containsExactly(tuple("email", 1L), tuple("viber", 2L));
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, UTC",
        "MONTH, Pacific/Kiritimati",
        "MONTH, America/St_Johns",
        "CHANNEL, Asia/Kathmandu"
    })
    void aHistoryWithEverythingInItIsCountedAsOnPaper(CohortBy by, String zone) {
        var world = World.of(79, 300);
        var report =
                Scene.of(world)
                        .ofTheCompany()
                        .cohorts(by, zone, Instant.parse("2026-10-05T09:45:00Z"), null, null);
        assertThat(report.cohorts())
                .isEqualTo(naive(world, by, ZoneId.of(zone), report.from(), report.until()));
        assertThat(report.cohorts()).hasSizeGreaterThan(1);
    }

    @Test
    void simulatedRunsAndLiveOnesAreNeverMixed() {
        var scene =
                Scene.empty()
                        .event("sent", 1, 1, 1, "2026-10-05T10:00:00Z", "viber", "", false)
                        .event("sent", 2, 1, 2, "2026-10-05T10:00:00Z", "email", "", false)
                        .event("sent", 2, 2, 1, "2026-10-06T10:00:00Z", "email", "", false)
                        .told();
        scene.stores.postgres.execute("update run set sandbox = id = 1, targeted = 1");
        var questions = scene.ofTheCompany();
        assertThat(questions.cohorts(CohortBy.CHANNEL, null, null, null, true).cohorts())
                .extracting(CohortLine::cohort, CohortLine::people)
                .containsExactly(tuple("viber", 1L));
        var live = questions.cohorts(CohortBy.CHANNEL, null, null, null, null);
        assertThat(live.simulated()).isFalse();
        assertThat(live.cohorts())
                .extracting(CohortLine::cohort, CohortLine::people)
                .containsExactly(tuple("email", 2L));
    }

    @Test
    void whatIsAskedForIsChecked() {
        var questions = Scene.empty().ofTheCompany();
        for (var zone : List.of("+02:00", "Europe/Atlantis", "GMT+2", "", "'; select 1 --")) {
            assertThatThrownBy(() -> questions.cohorts(CohortBy.MONTH, zone, null, null, null))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Europe/Sofia");
        }
        var day = Instant.parse("2026-10-05T00:00:00Z");
        assertThatThrownBy(() -> questions.cohorts(CohortBy.MONTH, null, day, day, null))
                .hasMessageContaining("ends before it begins");
        assertThatThrownBy(() ->
                        questions.cohorts(
                                CohortBy.MONTH,
                                null,
                                Instant.parse("2020-10-05T00:00:00Z"),
                                day,
                                null))
                .hasMessageContaining("5 years");
        assertThatThrownBy(() ->
                        questions.cohorts(
                                CohortBy.MONTH,
                                null,
                                Instant.parse("1920-10-05T00:00:00Z"),
                                day,
                                null))
                .hasMessageContaining("1970");
        assertThatThrownBy(() -> CohortBy.of("week")).isInstanceOf(ProblemException.class);
    }

    private static List<CohortLine> naive(
            World world, CohortBy by, ZoneId zone, Instant from, Instant until) {
        Map<Long, Told> first = new HashMap<>();
        world.events.stream()
                .filter(told -> told.kind().equals("sent"))
                .sorted(Comparator.comparing(Told::at).thenComparingLong(Told::id))
                .forEach(told -> first.putIfAbsent(told.person().contact(), told));
        first.values().removeIf(told -> told.at().isBefore(from) || !told.at().isBefore(until));
        Map<String, Set<Long>> cohorts = new TreeMap<>();
        first.forEach((contact, told) ->
                cohorts.computeIfAbsent(
                                by == CohortBy.MONTH
                                        ? month(told.at(), zone).toString()
                                        : told.person().channel(),
                                _ -> new HashSet<>())
                        .add(contact));
        var lines = new ArrayList<CohortLine>();
        cohorts.forEach((cohort, contacts) ->
                lines.add(
                        new CohortLine(
                                cohort, contacts.size(), months(world, zone, first, contacts))));
        return lines;
    }

    private static List<CohortMonth> months(
            World world, ZoneId zone, Map<Long, Told> first, Set<Long> contacts) {
        Map<Integer, Map<String, Set<Long>>> people = new HashMap<>();
        world.events.stream()
                .filter(told -> contacts.contains(told.person().contact()) && !told.machine())
                .forEach(told -> {
                    var fact =
                            switch (told.kind()) {
                                case "sent" -> "written";
                                case "clicked", "replied" -> "engaged";
                                case "opted_out" -> "opted_out";
                                default -> "other";
                            };
                    add(people, since(told.at(), told.person().contact(), first, zone), fact)
                            .add(told.person().contact());
                });
        Map<Integer, Map<String, Long>> money = new HashMap<>();
        var sales =
                world.documents.stream()
                        .filter(each -> each.kind().equals("sale"))
                        .filter(each -> contacts.contains(each.contact()))
                        .filter(each -> !each.at().isBefore(first.get(each.contact()).at()))
                        .collect(Collectors.toMap(Document::id, each -> each));
        for (var each : world.documents) {
            var counts =
                    each.kind().equals("sale")
                            ? sales.containsKey(each.id())
                            : each.original() > 0
                                    ? sales.containsKey(each.original())
                                    : contacts.contains(each.contact())
                                            && !each.at().isBefore(first.get(each.contact()).at());
            if (counts) {
                var month = since(each.at(), each.contact(), first, zone);
                money.computeIfAbsent(month, _ -> new TreeMap<>())
                        .merge(each.currency(), each.minor(), Long::sum);
                if (each.kind().equals("sale")) {
                    add(people, month, "ordered").add(each.contact());
                }
            }
        }
        people.values().forEach(facts -> facts.remove("other"));
        people.values().removeIf(Map::isEmpty);
        var months = new TreeSet<>(people.keySet());
        months.addAll(money.keySet());
        return months.stream()
                .map(month ->
                        new CohortMonth(
                                month,
                                add(people, month, "written").size(),
                                add(people, month, "engaged").size(),
                                add(people, month, "ordered").size(),
                                add(people, month, "opted_out").size(),
                                money.getOrDefault(month, Map.of()).entrySet().stream()
                                        .map(net -> new NetRevenue(net.getKey(), net.getValue()))
                                        .toList()))
                .toList();
    }

    private static Set<Long> add(
            Map<Integer, Map<String, Set<Long>>> people, int month, String fact) {
        return people.computeIfAbsent(month, _ -> new HashMap<>())
                .computeIfAbsent(fact, _ -> new HashSet<>());
    }

    private static int since(Instant at, long contact, Map<Long, Told> first, ZoneId zone) {
        return Math.max(
                0,
                (int)
                        ChronoUnit.MONTHS.between(
                                month(first.get(contact).at(), zone), month(at, zone)));
    }

    private static YearMonth month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone));
    }
}
