package org.parley.batch.rejudge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.batch.rejudge.PersonJudge.Judged;
import org.parley.batch.rejudge.Reading.Known;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.batch.rejudge.ToldEvent.Message;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Giveaway;
import org.parley.core.tracking.MachineRules;
import org.parley.core.tracking.ToldSighting;
import org.parley.core.tracking.Verdict;

/// One person's history, without stores: what is judged anew, what keeps its verdict, and what the
/// ledger says of reading afterwards.
class PersonJudgeTest {

    private static final Instant OPENS = Instant.parse("2026-11-10T12:00:00Z");
    private static final Message MAIL = new Message(new MessageId(1, 1), "email");
    private static final Message TEXT = new Message(new MessageId(1, 1), "sms");
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 15)";
    private static final String SCANNER = "Acme-LinkScan/1.0";

    private final PersonJudge judge =
            new PersonJudge(
                    new MachineRules(4, List.of("acme-linkscan"), List.of()),
                    new EventRange(OPENS, OPENS.plus(Duration.ofDays(1))));
    private long ids;

    @Test
    void aReadingIsAMachinesWhereAllClicksOfItsMomentAreAndNobodyReplied() {
        assertThat(machines(click(5, 0, SCANNER), implied(5))).containsExactly(true, true);
        assertThat(machines(click(5, 0, SCANNER), click(5, 1, PHONE), implied(5)))
                .containsExactly(true, false, false);
        assertThat(machines(click(5, 0, SCANNER), implied(5), reply(5)))
                .containsExactly(true, false, false);
        assertThat(machines(click(5, 0, SCANNER), implied(6))).containsExactly(true, false);
        assertThat(machines(click(TEXT, 5, 0, SCANNER), implied(5))).containsExactly(true, false);
        assertThat(machines(click(-5, 0, SCANNER), implied(-5)))
                .as("beyond the range nothing is judged")
                .containsExactly(false, false);
    }

    @Test
    void clicksBeyondTheRangeMakeASweepAndKeepTheirVerdicts() {
        assertThat(machines(click(-1, 0, PHONE), click(0, 1, PHONE), click(1, 2, PHONE)))
                .containsExactly(false, true, true);
        assertThat(machines(click(-1, 0, PHONE), click(0, 1, PHONE), click(TEXT, 1, 2, PHONE)))
                .as("a sweep is over one message")
                .containsExactly(false, false, false);
    }

    @Test
    void whatNoRulesJudgedKeepsItsVerdictAndWhatWasOverturnedIsJudgedLikeTheRest() {
        var imported = event(MAIL, Kind.CLICKED, 5, 0, "", new Told(0, false, null, false, ""));
        var method =
                event(MAIL, Kind.CLICKED, 5, 0, "", new Told(3, true, Giveaway.METHOD, false, ""));
        var overturned = event(MAIL, Kind.CLICKED, 5, 0, PHONE, new Told(3, false, null, true, ""));
        var scanner =
                event(
                        MAIL,
                        Kind.CLICKED,
                        5,
                        0,
                        PHONE,
                        new Told(4, true, Giveaway.AGENT, false, ""));
        var judged = judge.judge(List.of(imported, method, overturned, scanner));
        assertThat(judged).extracting(Judged::differs).containsExactly(false, false, true, true);
        assertThat(judged.get(2).overturns()).as("the verdict at arrival is right").isFalse();
        assertThat(judged.get(3).overturns()).isTrue();
    }

    @Test
    void aReadingIsTheEarliestOfWhatPeopleStillDid() {
        var scanner = click(5, 0, SCANNER);
        var concluded = implied(5);
        var machines = Map.of(scanner.id(), true, concluded.id(), true);

        assertThat(reading(5, true, machines, scanner, concluded))
                .isEqualTo(new Reading(MAIL, null, false, false));
        assertThat(reading(5, true, machines, scanner, concluded, click(90, 0, PHONE)))
                .as("a click is left, which no reading tells")
                .isEqualTo(new Reading(MAIL, at(90), true, true));
        assertThat(reading(5, false, machines, scanner, concluded, receipt(60)))
                .isEqualTo(new Reading(MAIL, at(60), false, false));
        assertThat(reading(3, false, machines, scanner, concluded))
                .as("a receipt that came later and was earlier was never told")
                .isEqualTo(new Reading(MAIL, at(3), false, true));
    }

    @Test
    void aReadingThatBecomesAPersonsIsFound() {
        var scanner = click(5, 0, SCANNER);
        assertThat(reading(null, false, Map.of(scanner.id(), false), scanner))
                .isEqualTo(new Reading(MAIL, at(5), true, true));
        assertThat(reading(9, false, Map.of(scanner.id(), false), scanner, receipt(9)))
                .isEqualTo(new Reading(MAIL, at(5), false, false));
        var micros = at(5).plusNanos(250_000);
        assertThat(
                        Reading.of(
                                        new Known(MAIL, micros, true),
                                        List.of(scanner, implied(5)),
                                        Map.of(scanner.id(), false))
                                .at())
                .as("the ledger's time is finer than that of events")
                .isEqualTo(micros);
    }

    private static Reading reading(
            @Nullable Integer known,
            boolean implied,
            Map<Long, Boolean> machines,
            ToldEvent... events) {
        return Reading.of(
                new Known(MAIL, known == null ? null : at(known), implied),
                List.of(events),
                machines);
    }

    private List<Boolean> machines(ToldEvent... events) {
        return judge.judge(List.of(events)).stream().map(each -> each.verdict().machine()).toList();
    }

    private static Instant at(int second) {
        return OPENS.plusSeconds(second);
    }

    private ToldEvent click(int second, int link, String agent) {
        return click(MAIL, second, link, agent);
    }

    private ToldEvent click(Message message, int second, int link, String agent) {
        return event(
                message, Kind.CLICKED, second, link, agent, new Told(3, false, null, false, ""));
    }

    private ToldEvent implied(int second) {
        return event(
                MAIL, Kind.READ, second, 0, "", new Told(0, false, null, false, ToldEvent.IMPLIED));
    }

    private ToldEvent receipt(int second) {
        return event(MAIL, Kind.READ, second, 0, "", new Told(0, false, null, false, ""));
    }

    private ToldEvent reply(int second) {
        return event(MAIL, Kind.REPLIED, second, 0, "", new Told(0, false, null, false, "text"));
    }

    private record Told(
            int rules, boolean machine, @Nullable Giveaway by, boolean overturned, String reason) {}

    private ToldEvent event(
            Message message, Kind kind, int second, int link, String agent, Told told) {
        return new ToldEvent(
                message,
                kind,
                ++ids,
                at(second),
                told.reason().equals(ToldEvent.IMPLIED),
                link,
                told.overturned(),
                new ToldSighting(
                        kind.sighting(),
                        told.rules(),
                        new Verdict(told.machine(), told.by()),
                        agent,
                        "",
                        null));
    }
}
