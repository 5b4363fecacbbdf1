package org.parley.batch.rejudge;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.batch.rejudge.RejudgeWorld.APPROVER;
import static org.parley.batch.rejudge.RejudgeWorld.ASKER;
import static org.parley.batch.rejudge.RejudgeWorld.HOME;
import static org.parley.batch.rejudge.RejudgeWorld.SCANNER;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// What cannot be asked for, and who cannot agree.
class RejudgingRefusalsTest {

    private final RejudgeWorld world;
    private final Instant now = Instant.now();

    RejudgingRefusalsTest() throws Exception {
        world = new RejudgeWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTimeIsPastAndItsEvidenceIsThere() {
        refused(ErrorCode.INVALID_REQUEST, "before it begins", () -> new EventRange(now, now));
        refused(
                ErrorCode.INVALID_REQUEST,
                "in the future",
                () -> start(new EventRange(now, now.plus(ofDays(1))), ASKER));
        refused(
                ErrorCode.INVALID_REQUEST,
                "kept for 30 days",
                () -> start(new EventRange(now.minus(ofDays(29)).minusSeconds(9), now), ASKER));
        refused(
                ErrorCode.FORBIDDEN,
                "an API key is nobody",
                () -> start(new EventRange(now.minus(ofDays(1)), now), "key:abc"));
        refused(ErrorCode.NOT_FOUND, "no rejudging 9", () -> world.rejudgings.get(9));
    }

    @Test
    void oneIsOpenAtATimeAndDecidedByAnotherMemberWhoSawIt() {
        world.click(1, 0, ofMinutes(1), SCANNER, HOME);
        world.settle();
        world.rules.add(List.of("linkscan"), List.of(), "A scanner", ASKER);
        var judged = world.judge();
        assertThat(judged.verdicts()).isEqualTo(2);
        var digest = String.valueOf(judged.digest());
        refused(ErrorCode.CONFLICT, "to be decided first", world::judge);
        refused(
                ErrorCode.CONFLICT,
                "Somebody else has to approve",
                () -> world.rejudgings.approve(1, digest, ASKER));
        refused(
                ErrorCode.FORBIDDEN,
                "an API key is nobody",
                () -> world.rejudgings.approve(1, digest, "key:abc"));
        refused(
                ErrorCode.CONFLICT,
                "not the verdicts that you were shown",
                () -> world.rejudgings.approve(1, "0".repeat(64), APPROVER));

        assertThat(world.rejudgings.reject(1, ASKER).decidedBy()).isEqualTo(ASKER);
        refused(
                ErrorCode.CONFLICT,
                "rejected by " + ASKER,
                () -> world.rejudgings.approve(1, digest, APPROVER));
        refused(ErrorCode.CONFLICT, "rejected by", () -> world.rejudgings.reject(1, APPROVER));

        var again = world.judge();
        assertThat(again.digest()).as("the same verdicts").isEqualTo(digest);
        assertThat(world.rejudgings.page(null, 1).items()).containsExactly(again);
        assertThat(world.rejudgings.page(again.id(), 5).items())
                .extracting(Rejudging::state)
                .containsExactly(State.REJECTED);
        assertThat(world.ledger("select kind from event_outbox")).isEmpty();
        assertThat(world.verdicts()).isEmpty();
    }

    @Test
    void whatIsNotJudgedToTheEndHasFailedAndLetsOthersAsk() {
        world.clickHouse.execute("rename table message_event to away");
        var broken = world.judge();
        assertThat(broken.state()).isEqualTo(State.FAILED);
        assertThat(broken.problem()).contains("broke off");
        assertThat(broken.finishedAt()).isNotNull();
        world.clickHouse.execute("rename table away to message_event");
        refused(
                ErrorCode.CONFLICT,
                "not judged to the end",
                () -> world.rejudgings.approve(broken.id(), "0".repeat(64), APPROVER));

        world.postgres.execute(
                "update rejudging set state = 'judging', worked_at = now() - interval '61 minutes'");
        var next = world.judge();
        assertThat(next.state()).isEqualTo(State.JUDGED);
        assertThat(world.rejudgings.get(broken.id()).problem()).contains("Its node ended");
    }

    @Test
    void whatIsRejectedWhileItIsJudgedStaysRejected() {
        var range = new EventRange(now.minus(ofDays(1)), now);
        var judging = world.store.add(range, 3, "A scanner", ASKER).orElseThrow();
        refused(
                ErrorCode.CONFLICT,
                "still being judged",
                () -> world.rejudgings.approve(judging.id(), "0".repeat(64), APPROVER));
        world.rejudgings.reject(judging.id(), APPROVER);
        assertThat(world.store.save(judging.id(), 1, List.of())).isFalse();
        world.store.judged(judging.id(), "0".repeat(64), List.of());
        world.store.broke(judging.id(), "It is too late.");
        var rejected = world.rejudgings.get(judging.id());
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.problem()).isNull();
    }

    private Rejudging start(EventRange range, String actor) {
        return world.rejudgings.start(range, "A scanner", actor);
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo(code);
                            assertThat(problem).hasMessageContaining(words);
                        });
    }
}
