package org.parley.batch.rejudge;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.batch.rejudge.RejudgeWorld.APPROVER;
import static org.parley.batch.rejudge.RejudgeWorld.ASKER;
import static org.parley.batch.rejudge.RejudgeWorld.HOME;
import static org.parley.batch.rejudge.RejudgeWorld.OFFICE;
import static org.parley.batch.rejudge.RejudgeWorld.PHONE;
import static org.parley.batch.rejudge.RejudgeWorld.SCANNER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.rejudge.Rejudging.Line;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.tracking.Caller;

/// History judged again, from the asking to figures that follow.
class RejudgingsTest {

    private final RejudgeWorld world;

    RejudgingsTest() throws Exception {
        world = new RejudgeWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// 1 clicked, and a program for 1, who then bought. Programs clicked for 2, who bought too; for
    /// 3, who then clicked; and for 4 from an office. 5 was swept over in clicks that came one by
    /// one. 6's picture was loaded by a program, then 6 clicked. 7 was clicked for by a program,
    /// and replied in the same millisecond. 8's program never asked for the page.
    @BeforeEach
    void whatWasToldByTheRulesOfThen() {
        world.click(1, 0, ofMinutes(1), PHONE, HOME);
        world.click(1, 0, ofMinutes(2), SCANNER, HOME);
        world.buys(1, "o1", ofHours(1));
        world.click(2, 0, ofMinutes(2), SCANNER, HOME);
        world.buys(2, "o2", ofHours(1));
        world.click(3, 1, ofMinutes(2), SCANNER, HOME);
        world.click(3, 1, ofMinutes(30), PHONE, HOME);
        world.click(4, 2, ofMinutes(3), PHONE, OFFICE);
        for (int link = 0; link < 3; link++) {
            world.click(5, link, ofMinutes(5).plusMillis(600L * link), PHONE, HOME);
        }
        world.open(6, ofMinutes(4), SCANNER, HOME);
        world.click(6, 0, ofMinutes(10), PHONE, HOME);
        world.click(7, 0, ofMinutes(6), SCANNER, HOME);
        world.replies(7, ofMinutes(6));
        world.call(8, 0, ofMinutes(7), new Caller("HEAD", PHONE, HOME));
        world.settle();
    }

    private void rulesOfToday() {
        world.rules.add(List.of("acme-linkscan"), List.of(OFFICE), "A scanner was found", ASKER);
    }

    @Test
    void whatTheRulesOfThenGetAsTheyWereIsASweepThatCameOneByOne() {
        var judged = world.judge();
        assertThat(judged.state()).isEqualTo(State.JUDGED);
        assertThat(judged.rules()).isEqualTo(3);
        assertThat(judged.judged()).isEqualTo(13);
        assertThat(judged.verdicts()).as("three clicks and what was concluded").isEqualTo(4);
        assertThat(world.rejudgings.lines(judged.id()))
                .containsExactly(new Line(1, "clicked", 7, 6), new Line(1, "read", 7, 6));
    }

    @Test
    void newVerdictsAreToldBesideTheOldAndEverythingFollows() {
        var before = world.standing();
        var told = world.told();
        assertThat(world.reached()).containsExactly(7L, 7L, 8L, 8L);
        assertThat(world.credits()).hasSize(2).allMatch(credit -> credit.contains("00:02:00"));
        rulesOfToday();

        var judged = world.judge();

        assertThat(judged.rules()).isEqualTo(4);
        assertThat(world.rejudgings.lines(judged.id()))
                .containsExactly(new Line(1, "clicked", 7, 3), new Line(1, "read", 7, 4));
        assertThat(world.standing()).as("nothing before it is approved").isEqualTo(before);

        assertThat(world.approve(judged).state()).isEqualTo(State.APPLIED);

        assertThat(world.told()).startsWith(told.toArray(String[]::new));
        assertThat(world.verdicts())
                .containsExactlyInAnyOrder(
                        "overturned 1 clicked agent",
                        "overturned 2 clicked agent",
                        "overturned 2 read agent",
                        "overturned 3 clicked agent",
                        "overturned 3 read agent",
                        "overturned 4 clicked network",
                        "overturned 4 read network",
                        "overturned 5 clicked sweep",
                        "overturned 5 clicked sweep",
                        "overturned 5 clicked sweep",
                        "overturned 5 read sweep",
                        "overturned 6 read agent",
                        "overturned 7 clicked agent");
        assertThat(world.reached()).containsExactly(4L, 3L, 8L, 8L);
        assertThat(world.compared().equal()).isTrue();
        assertThat(readings())
                .containsExactly(
                        "1 read 00:01:00 t",
                        "2 delivered f",
                        "3 read 00:30:00 t",
                        "4 delivered f",
                        "5 delivered f",
                        "6 read 00:10:00 t",
                        "7 read 00:06:00 t",
                        "8 delivered f");
        assertThat(
                        world.events(
                                "select concat(toString(ordinal), ' ', toString(toTime(occurred_at))) from message_event"
                                        + " where kind = 'read' and event_id > (select max(event_id) from message_event where kind = 'clicked')"))
                .as("who read is told of, also where only a click is left to tell it")
                .hasSize(2);
        world.settle();
        assertThat(world.credits()).singleElement().asString().contains("o1 1 click", "00:01:00");
        assertThat(world.reconciling.apart()).isEmpty();
        assertThat(
                        world.ledger(
                                "select concat_ws(' ', action, subject, actor) from audit_entry order by id"))
                .containsExactly(
                        "rejudging.request rejudging/1 " + ASKER,
                        "rejudging.approve rejudging/1 " + APPROVER,
                        "reconciliation.start reconciliation/1 " + APPROVER);

        var again = world.judge();
        assertThat(again.verdicts()).as("nothing is left to say").isZero();
        assertThat(world.rejudgings.lines(again.id())).isEmpty();
        assertThat(world.rejudgings.reject(again.id(), ASKER).state()).isEqualTo(State.REJECTED);
    }

    private List<String> readings() {
        return world.ledger(
                "select concat_ws(' ', ordinal, receipt, read_at - sent_at, read_implied) from recipient where ordinal < 9 order by ordinal");
    }

    @Test
    void rulesThatAreTakenBackBringEverythingBack() {
        world.approve(world.judge());
        world.settle();
        var before = world.standing();
        rulesOfToday();
        world.approve(world.judge());
        world.settle();
        assertThat(world.standing()).isNotEqualTo(before);

        world.rules.add(List.of(), List.of(), "It was a browser after all", ASKER);
        var judged = world.judge();
        assertThat(world.rejudgings.lines(judged.id()))
                .containsExactly(new Line(1, "clicked", 3, 6), new Line(1, "read", 4, 6));
        assertThat(world.approve(judged).state()).isEqualTo(State.APPLIED);
        world.settle();

        assertThat(world.standing()).isEqualTo(before);
        assertThat(world.verdicts()).contains("restored 2 clicked ");
        assertThat(world.compared().equal()).isTrue();
        assertThat(world.reconciling.apart()).isEmpty();
    }

    @Test
    void whatArrivedAsAMachineBecomesAPersonOnlyWhereThatCanBeJudgedAgain() {
        world.rejudgings.reject(world.judge().id(), ASKER);
        rulesOfToday();
        world.click(9, 0, ofMinutes(8), SCANNER, HOME);
        world.click(10, 0, ofMillis(500), PHONE, HOME);
        world.buys(9, "o9", ofHours(2));
        world.settle();
        world.approve(world.judge());
        world.settle();
        assertThat(world.credits()).hasSize(1);

        world.rules.add(List.of(), List.of(), "It was a browser after all", ASKER);
        world.approve(world.judge());
        world.settle();
        assertThat(world.credits()).hasSize(3).anyMatch(credit -> credit.startsWith("credit o9 9"));
        assertThat(world.verdicts())
                .contains("overturned 9 clicked ")
                .noneMatch(verdict -> verdict.matches("\\w+ (8|10) .*"));
        assertThat(world.standing()).contains("touch 9 click " + at(ofMinutes(8)));
        assertThat(world.reconciling.apart()).isEmpty();

        rulesOfToday();
        world.approve(world.judge());
        world.settle();
        assertThat(world.credits()).hasSize(1);
        assertThat(world.ledger("select ordinal from touch where struck_by = 4 and ordinal = 9"))
                .hasSize(1);
        assertThat(world.compared().equal()).isTrue();
        assertThat(world.reconciling.apart()).isEmpty();
    }

    private String at(Duration since) {
        return world.after(since).toString().replace('T', ' ').replace("Z", "+00");
    }
}
