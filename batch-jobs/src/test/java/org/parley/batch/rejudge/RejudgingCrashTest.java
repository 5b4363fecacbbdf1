package org.parley.batch.rejudge;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.batch.rejudge.RejudgeWorld.APPROVER;
import static org.parley.batch.rejudge.RejudgeWorld.ASKER;
import static org.parley.batch.rejudge.RejudgeWorld.HOME;
import static org.parley.batch.rejudge.RejudgeWorld.PHONE;
import static org.parley.batch.rejudge.RejudgeWorld.SCANNER;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.batch.rejudge.Rejudging.State;

/// What was approved is done once and whole, wherever a node ends.
class RejudgingCrashTest {

    private final RejudgeWorld world;

    RejudgingCrashTest() throws Exception {
        world = new RejudgeWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// How far the node came that began.
    enum Reached {
        NOTHING,
        SOME_PEOPLE,
        EVERYBODY,
        SHIPPED,
        ROLLUPS
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void whoeverGoesOnFindsWhatIsLeft(Reached reached) {
        var judged = judgedScanner();
        world.store.decide(
                judged.id(), State.JUDGED, State.APPLYING, APPROVER, Map.of("digest", ""));
        begin(judged.id(), reached);

        world.rejudgings.resume();
        assertThat(world.rejudgings.get(judged.id()).state())
                .as("it may be alive")
                .isEqualTo(State.APPLYING);
        world.leaveAlone();
        world.whileShipping(() -> {
            world.rejudgings.resume();
            return true;
        });

        assertThat(world.rejudgings.get(judged.id()).state()).isEqualTo(State.APPLIED);
        assertScannerIsGone();
    }

    private void begin(long id, Reached reached) {
        switch (reached) {
            case NOTHING -> {}
            case SOME_PEOPLE -> assertThat(world.teller.next(id)).isEqualTo(1);
            case EVERYBODY -> tellAll(id);
            case SHIPPED -> {
                tellAll(id);
                world.ship();
            }
            case ROLLUPS -> {
                tellAll(id);
                world.ship();
                assertThat(world.reconciling.months().restate(world.store.months(id), APPROVER))
                        .isTrue();
            }
        }
    }

    private void tellAll(long id) {
        while (world.teller.next(id) > 0) {
            // until everybody is told of
        }
    }

    @Test
    void whatCannotBeReadNowIsTriedAgainAndNothingIsToldTwice() {
        var judged = judgedScanner();
        world.clickHouse.execute("rename table message_event to away");
        world.rejudgings.approve(judged.id(), String.valueOf(judged.digest()), APPROVER);
        assertThat(world.rejudgings.get(judged.id()).problem()).contains("broke off");
        assertThat(world.rejudgings.get(judged.id()).state()).isEqualTo(State.APPLYING);
        assertThat(world.ledger("select id from event_outbox")).isEmpty();
        assertThat(world.ledger("select id from touch where struck_by is not null")).isEmpty();
        world.clickHouse.execute("rename table away to message_event");

        world.leaveAlone();
        world.whileShipping(() -> {
            world.rejudgings.resume();
            return true;
        });

        assertThat(world.rejudgings.get(judged.id()).problem()).isNull();
        assertScannerIsGone();
    }

    @Test
    void whatFollowsAReadingFollowsItsVerdictToo() throws Exception {
        try (var readings = new RejudgeWorld(ofHours(6))) {
            readings.open(1, ofMinutes(1), SCANNER, HOME);
            readings.buys(1, "o1", ofHours(1));
            readings.open(2, ofMinutes(1), SCANNER, HOME);
            readings.click(2, 0, ofHours(3), PHONE, HOME);
            readings.buys(2, "o2", ofHours(1));
            readings.settle();
            assertThat(readings.credits()).hasSize(2).allMatch(each -> each.contains(" read "));

            readings.rules.add(List.of("linkscan"), List.of(), "A scanner", ASKER);
            readings.approve(readings.judge());
            readings.settle();
            assertThat(readings.credits()).isEmpty();
            readings.rules.add(List.of(), List.of(), "None after all", ASKER);
            readings.approve(readings.judge());
            readings.settle();
            assertThat(readings.credits()).hasSize(2);
            assertThat(readings.reconciling.apart()).isEmpty();
        }
    }

    @Test
    void whoeverReconcilesIsWaitedFor() {
        var judged = judgedScanner();
        tellAll(judged.id());
        var months = world.store.months(judged.id());
        world.reconciling.during(
                () -> assertThat(world.reconciling.months().restate(months, APPROVER)).isFalse());
        assertThat(world.reconciling.months().restate(months, APPROVER)).isTrue();
    }

    private Rejudging judgedScanner() {
        for (int person = 1; person <= 3; person++) {
            world.click(person, 0, ofMinutes(person), SCANNER, HOME);
        }
        world.click(4, 0, ofMinutes(9), PHONE, HOME);
        world.buys(1, "o1", ofHours(1));
        world.settle();
        world.rules.add(List.of("linkscan"), List.of(), "A scanner", ASKER);
        return world.judge();
    }

    private void assertScannerIsGone() {
        world.settle();
        assertThat(world.verdicts())
                .containsExactlyInAnyOrder(
                        "overturned 1 clicked agent",
                        "overturned 1 read agent",
                        "overturned 2 clicked agent",
                        "overturned 2 read agent",
                        "overturned 3 clicked agent",
                        "overturned 3 read agent");
        assertThat(world.ledger("select ordinal from touch where struck_by is null"))
                .containsExactly("4");
        assertThat(world.reached()).containsExactly(1L, 1L, 4L, 4L);
        assertThat(world.credits()).isEmpty();
        assertThat(world.compared().equal()).isTrue();
        assertThat(world.reconciling.apart()).isEmpty();
    }
}
