package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.analytics.question.Selection.ByFacts;
import org.parley.analytics.question.Selection.ByLedger;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.World;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.RunSelection.Fact;
import org.parley.core.audience.Segments;
import org.parley.core.kernel.ProblemException;

/// Every figure of a run's report opens to as many people as it counts.
class RecipientsTest {

    private static World world;
    private static Scene scene;
    private static Recipients recipients;
    private static RunReports reports;

    @BeforeAll
    static void everyThirdFallsBack() {
        world = World.of(4720, 400);
        scene = Scene.of(world);
        scene.stores.postgres.execute(
                "insert into campaign_arm_step (campaign_id, arm, step, channel) values (1, 1, 2,"
                        + " 'sms')");
        scene.stores.clickHouse.execute(
                """
                insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id, arm, channel)
                select 'fell_back', run_id, ordinal, 900000 + ordinal, any(occurred_at), any(contact_id), any(arm), 'sms'
                from message_event
                where run_id = 1 and arm = 1 and kind = 'assigned' and ordinal % 3 = 0
                group by run_id, ordinal\
                """);
        recipients = scene.recipients();
        reports =
                new RunReports(
                        new RunPlans(scene.stores.postgres),
                        new RunFigures(scene.stores.clickHouse, scene.stores.kept),
                        Clock.systemUTC());
    }

    @Test
    void everyCountOfTheReportHasAsManyRows() {
        for (var run : List.of(1, 2)) {
            for (var arm : reports.report(run).arms()) {
                var counts = arm.counts();
                assertThat(rows(facts(run, arm.arm(), null))).isEqualTo(counts.assigned());
                assertThat(rows(facts(run, arm.arm(), null, Fact.SENT))).isEqualTo(counts.sent());
                assertThat(rows(facts(run, arm.arm(), null, Fact.DELIVERED)))
                        .isEqualTo(counts.delivered());
                assertThat(rows(facts(run, arm.arm(), null, Fact.READ))).isEqualTo(counts.read());
                assertThat(rows(facts(run, arm.arm(), null, Fact.CLICKED)))
                        .isEqualTo(counts.clicked());
                assertThat(rows(facts(run, arm.arm(), null, Fact.REPLIED)))
                        .isEqualTo(counts.replied());
                assertThat(rows(facts(run, arm.arm(), null, Fact.OPTED_OUT)))
                        .isEqualTo(counts.optedOut());
                assertThat(rows(facts(run, arm.arm(), null, Fact.ORDERED)))
                        .isEqualTo(counts.ordered());
                assertThat(rows(ledger(run, arm.arm(), LedgerState.FAILED, null)))
                        .isEqualTo(counts.failed());
                assertThat(rows(ledger(run, arm.arm(), LedgerState.SKIPPED, null)))
                        .isEqualTo(counts.skipped());
                assertThat(rows(ledger(run, arm.arm(), LedgerState.UNKNOWN, null)))
                        .isEqualTo(counts.unknown());
                for (var reason : arm.skippedByReason()) {
                    assertThat(rows(ledger(run, arm.arm(), LedgerState.SKIPPED, reason.reason())))
                            .isEqualTo(reason.count())
                            .isPositive();
                }
                channels(run, arm);
            }
        }
    }

    private static void channels(int run, Arm arm) {
        for (var here : arm.channels()) {
            var name = here.channel();
            assertThat(rows(facts(run, arm.arm(), name, Fact.SENT))).isEqualTo(here.sent());
            assertThat(rows(facts(run, arm.arm(), name, Fact.DELIVERED)))
                    .isEqualTo(here.delivered());
            assertThat(rows(facts(run, arm.arm(), name, Fact.READ))).isEqualTo(here.read());
            assertThat(rows(facts(run, arm.arm(), name, Fact.CLICKED))).isEqualTo(here.clicked());
            assertThat(rows(facts(run, arm.arm(), name, Fact.REPLIED))).isEqualTo(here.replied());
            assertThat(rows(facts(run, arm.arm(), name, Fact.ORDERED))).isEqualTo(here.ordered());
        }
    }

    @Test
    void thePeopleAreThoseWhoDidOneThingAndNotTheOther() {
        Predicate<Person> here = who -> who.run() == 1 && who.country().equals("DE");
        var wanted = Naive.who(world, here, "clicked");
        wanted.removeAll(Naive.who(world, here, "ordered"));
        wanted.removeAll(Naive.who(world, here, "replied"));
        var selection =
                new ByFacts(
                        new RunSelection(
                                1,
                                null,
                                null,
                                "DE",
                                null,
                                Set.of(Fact.CLICKED, Fact.READ),
                                Set.of(Fact.ORDERED, Fact.REPLIED),
                                null,
                                null));
        var lines = all(selection);
        assertThat(lines)
                .extracting(RecipientLine::contactId)
                .containsExactlyInAnyOrderElementsOf(wanted.stream().map(Person::contact).toList())
                .isNotEmpty();
        assertThat(lines)
                .allMatch(line -> line.externalId().equals("c" + line.contactId()))
                .allMatch(line -> line.country().equals("DE"));
        assertThat(lines).extracting(RecipientLine::ordinal).isSorted();
    }

    @Test
    void aRangeLeavesWhatHappenedInIt() {
        var from = World.START.plus(Duration.ofHours(28));
        var until = World.START.plus(Duration.ofHours(29));
        var wanted =
                world.events.stream()
                        .filter(told -> told.person().run() == 1 && !told.machine())
                        .filter(told -> told.kind().equals("clicked"))
                        .filter(told -> !told.at().isBefore(from) && told.at().isBefore(until))
                        .map(told -> told.person().ordinal())
                        .collect(Collectors.toSet());
        assertThat(all(ranged(from, until)))
                .extracting(RecipientLine::ordinal)
                .containsExactlyInAnyOrderElementsOf(wanted)
                .isNotEmpty();
    }

    @Test
    void aSelectionBecomesASegmentOfTheSamePeople() {
        scene.stores.clickHouse.execute(
                "insert into contact (id, version, deleted) select distinct contact_id, 1, false"
                        + " from message_event where contact_id != 0");
        var segments =
                new Segments(scene.stores.postgres, scene.stores.clickHouse, Clock.systemUTC());
        for (var selection :
                List.of(
                        facts(1, 1, "sms", Fact.DELIVERED),
                        facts(2, null, null, Fact.ORDERED),
                        facts(1, 3, null),
                        ranged(World.START, World.START.plus(Duration.ofDays(2))))) {
            var segment =
                    segments.create("taken " + selection.hashCode(), selection.facts().asRule());
            var members = new ArrayList<Long>();
            segments.of(segment.id(), Instant.now()).accept(members::add);
            assertThat(members)
                    .containsExactlyInAnyOrderElementsOf(
                            all(selection).stream().map(RecipientLine::contactId).toList())
                    .isNotEmpty();
            assertThat(segments.preview(segment.rule(), "marketing", List.of()).size())
                    .isEqualTo(members.size());
        }
    }

    @Test
    void theFileHasALineEachAndNoCellIsAFormula() throws IOException {
        var contact = world.people.getFirst().contact();
        scene.stores.postgres.execute(
                "update contact set external_id = '=1+1,\"x\"' where id = " + contact);
        var selection =
                new ByFacts(
                        new RunSelection(
                                1, null, null, null, null, Set.of(), Set.of(), null, null));
        var lines = file(recipients, selection);
        scene.stores.postgres.execute(
                "update contact set external_id = 'c' || id where id = " + contact);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "run,ordinal,contact_id,external_id,arm,channel,country,language,state,reason");
        assertThat(lines).hasSize(401);
        assertThat(lines.get(1)).startsWith("1,1,%d,\"'=1+1,\"\"x\"\"\",".formatted(contact));
        assertThat(file(recipients, ledger(1, 3, LedgerState.SKIPPED, "holdout")))
                .hasSize(1 + (int) recipients.count(ledger(1, 3, LedgerState.SKIPPED, null)))
                .last()
                .asString()
                .startsWith("1,")
                .endsWith(",,skipped,holdout");
    }

    @Test
    void moreThanOnePartIsWrittenWithoutALossOrARepetition() throws IOException {
        var large = Scene.empty();
        large.stores.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id,"
                        + " arm, channel) select 'assigned', 2, number + 1, number,"
                        + " toDateTime64('2026-11-14 10:00:00', 3, 'UTC'), number + 1, 1, 'viber'"
                        + " from numbers(12345)");
        large.stores.postgres.execute(
                "insert into recipient (run_id, ordinal, contact_id, arm, channel, state,"
                        + " lease_until) select 2, i, i, 1, 'viber',"
                        + " case when i % 2 = 0 then 'pending' else 'claimed' end,"
                        + " case when i % 2 = 1 then now() end from generate_series(1, 12345) i");
        var all = large.recipients();
        assertThat(file(all, ledger(2, 1, LedgerState.PENDING, null)).stream().skip(1).distinct())
                .hasSize(12_345);
        assertThat(file(all, facts(2, null, null)).stream().skip(1).distinct()).hasSize(12_345);
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        assertThatThrownBy(() -> recipients.check(facts(99, null, null)))
                .isInstanceOf(ProblemException.class);
    }

    private static ByFacts ranged(Instant from, Instant until) {
        return new ByFacts(
                new RunSelection(
                        1, null, null, null, null, Set.of(Fact.CLICKED), Set.of(), from, until));
    }

    private static ByFacts facts(
            int run, @Nullable Integer arm, @Nullable String channel, Fact... did) {
        return new ByFacts(
                new RunSelection(run, arm, channel, null, null, Set.of(did), Set.of(), null, null));
    }

    private static ByLedger ledger(int run, int arm, LedgerState state, @Nullable String reason) {
        return new ByLedger(run, arm, null, null, null, state, reason);
    }

    private static long rows(Selection selection) {
        var lines = all(selection);
        assertThat(recipients.count(selection)).isEqualTo(lines.size());
        return lines.size();
    }

    /// Page by page.
    private static List<RecipientLine> all(Selection selection) {
        var lines = new ArrayList<RecipientLine>();
        var page = recipients.page(selection, 0, 97);
        lines.addAll(page.items());
        while (page.next() != null) {
            page = recipients.page(selection, Integer.parseInt(page.next()), 97);
            lines.addAll(page.items());
        }
        return lines;
    }

    private static List<String> file(Recipients from, Selection selection) throws IOException {
        var bytes = new ByteArrayOutputStream();
        from.write(selection, bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
