package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.RunState;
import org.parley.core.campaign.Runs;
import org.parley.core.channel.FailureClass;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Failover.Lapsed;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

class FailoverTest {

    private static final Duration WAIT = Duration.ofHours(1);
    private static final String[] ABC = {"a", "b", "c"};
    private static final List<Channel> TELLING =
            List.of(new Channel("a"), new Channel("b"), new Channel("c"));

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Ledger ledger = Ledgers.over(world.dsl, clock);
    private final Failover failover = new Failover(world.dsl, clock);
    private final Balances balances = new Balances(world.dsl);
    private final Runs runs = new Runs(world.dsl, clock, false);

    private void freeze(int run) {
        List<Long> all = world.dsl.fetch("select id from contact order by id").into(Long.class);
        ledger.freeze(run, each -> all.forEach(each::accept));
        assertThat(balances.of(run).closes()).isTrue();
    }

    private int frozen(String... channels) {
        int run = world.chain("chain", WAIT, channels);
        freeze(run);
        return run;
    }

    private List<Claimed> claim(int run) {
        return ledger.claim(run, 0, 1000, 1000).claimed();
    }

    /// Everybody who is due: claimed, handed over under an id of channel and ordinal.
    private List<String> send(int run) {
        List<Claimed> claimed = claim(run);
        ledger.settle(
                run,
                claimed.stream()
                        .map(c ->
                                Settlement.sent(
                                                c.ordinal(),
                                                c.channel() + "" + c.ordinal(),
                                                false,
                                                clock.instant())
                                        .onStep(c.step()))
                        .toList());
        return claimed.stream().map(Claimed::address).toList();
    }

    private void refuse(int run, FailureClass failure, boolean gone) {
        List<Settlement> refused = new ArrayList<>();
        for (Claimed c : claim(run)) {
            Settlement failed =
                    Settlement.failed(c.ordinal(), "refused", failure, "code", clock.instant())
                            .onStep(c.step());
            refused.add(gone ? failed.atNobody() : failed);
        }
        ledger.settle(run, refused);
    }

    private int advance(int run) {
        return failover.advance(
                run, failover.lapsed(run, 0, 1000, 1000).stream().map(Lapsed::ordinal).toList());
    }

    /// State, channel, address and reason of every row.
    private List<String> rows(int run) {
        assertThat(balances.of(run).closes()).isTrue();
        return world.dsl
                .fetch(
                        "select concat_ws(' ', state, step, address, reason) from recipient where run_id = {0} order by contact_id",
                        DSL.val(run))
                .into(String.class);
    }

    private List<String> attempts() {
        return world.dsl
                .fetch(
                        "select concat_ws(' ', state, step, address, left_because) from recipient_attempt order by ordinal, step")
                .into(String.class);
    }

    private Object cost() {
        return world.dsl.fetchValue("select sum(price) from event_outbox where kind = 'billed'");
    }

    @Test
    void thePreferredChannelOfTheArmIsTakenElseTheFirstThatReachesThePerson() {
        prefers(world.reachableOn("preferred", ABC), "c");
        prefers(world.reachableOn("elsewhere", ABC), "d");
        prefers(world.reachableOn("unusable", "a", "b"), "c");
        world.reachableOn("second", "b", "c");
        long withdrawn = world.reachableOn("withdrawn", ABC);
        world.consent(withdrawn, "a", "withdrawn", clock.instant());
        world.reachableOn("listed", ABC);
        world.dsl.execute(
                "insert into suppression (channel, address_key, reason) values ('a', suppression_key('a', 'a-listed'), 'bounced')");
        long nowhere = world.contact("nowhere");
        world.address(nowhere, "a", "a-nowhere");

        assertThat(rows(frozen(ABC)))
                .containsExactly(
                        "pending 3 c-preferred",
                        "pending 1 a-elsewhere",
                        "pending 1 a-unusable",
                        "pending 2 b-second",
                        "pending 2 b-withdrawn",
                        "pending 2 b-listed",
                        "skipped 1 a-nowhere no_consent");
    }

    private void prefers(long contact, String channel) {
        world.dsl.execute(
                "update contact set preferred_channel = {0} where id = {1}",
                DSL.val(channel), DSL.val(contact));
    }

    @Test
    void aPermanentRefusalMovesOnAtOnceThroughTheWholeArmAndNeverBack() {
        prefers(world.reachableOn("x", ABC), "c");
        int run = frozen(ABC);

        List<String> tried = new ArrayList<>();
        do {
            tried.addAll(rows(run));
            refuse(run, FailureClass.RECIPIENT, false);
        } while (advance(run) == 1);

        assertThat(tried).containsExactly("pending 3 c-x", "pending 1 a-x", "pending 2 b-x");
        assertThat(rows(run)).containsExactly("failed 2 b-x refused");
        assertThat(attempts()).containsExactly("failed 1 a-x refused", "failed 3 c-x refused");
        assertThat(failover.lapsed(run, 0, 1000, 10)).isEmpty();
        assertThat(world.events(run)).containsEntry("fell_back", 2).containsEntry("failed", 3);
    }

    @Test
    void silenceMovesOnAfterTheWaitAndEachAttemptIsPaidOnce() {
        world.reachableOn("x", ABC);
        int run = frozen(ABC);

        assertThat(send(run)).containsExactly("a-x");
        clock.advance(WAIT.minusSeconds(1));
        assertThat(advance(run)).isZero();
        clock.advance(Duration.ofSeconds(1));
        // what it takes to take the message back
        assertThat(failover.lapsed(run, 0, 1000, 10))
                .singleElement()
                .satisfies(lapsed -> {
                    assertThat(lapsed.address()).isEqualTo("a-x");
                    assertThat(lapsed.providerMessageId()).isEqualTo("a1");
                });
        assertThat(advance(run)).isEqualTo(1);
        assertThat(send(run)).containsExactly("b-x");
        clock.advance(WAIT);
        assertThat(advance(run)).isEqualTo(1);
        assertThat(send(run)).containsExactly("c-x");
        clock.advance(WAIT);
        assertThat(advance(run)).isZero();

        assertThat(rows(run)).containsExactly("sent 3 c-x");
        assertThat(attempts()).containsExactly("sent 1 a-x no_receipt", "sent 2 b-x no_receipt");
        assertThat(cost().toString()).isEqualTo("0.060000");
        assertThat(balances.of(run).sent()).isEqualTo(1);
    }

    @Test
    void aChannelThatTellsNoDeliveriesIsNotMistakenForASilentOne() {
        world.reachableOn("sent", ABC);
        world.reachableOn("unknown", ABC);
        int run = frozen(ABC);
        List<Claimed> claimed = claim(run);
        ledger.settle(
                run,
                List.of(
                        Settlement.sent(1, "p1", true, clock.instant()),
                        Settlement.unknown(2, true, clock.instant())));
        clock.advance(WAIT.multipliedBy(10));

        assertThat(claimed).hasSize(2);
        assertThat(advance(run)).isZero();
        assertThat(rows(run)).containsExactly("sent 1 a-sent", "unknown 1 a-unknown no_answer");
    }

    @Test
    void onlyWhatTheRecipientCannotHelpMovesOn() {
        world.reachableOn("x", ABC);
        for (FailureClass failure : FailureClass.values()) {
            int run = world.chain("chain " + failure, WAIT, "a", "b");
            freeze(run);
            refuse(run, failure, false);
            clock.advance(WAIT);
            assertThat(advance(run))
                    .as(failure.name())
                    .isEqualTo(failure == FailureClass.RECIPIENT ? 1 : 0);
            world.consent(1, "a", "granted", clock.instant().plusSeconds(1));
            clock.advance(Duration.ofSeconds(2));
        }
    }

    @Test
    void whoMayNotBeWrittenToOnThisChannelMovesOnFromTheClaim() {
        long withdrawn = world.reachableOn("withdrawn", ABC);
        world.reachableOn("suppressed", ABC);
        long invalid = world.reachableOn("invalid", ABC);
        long everywhere = world.reachableOn("everywhere", ABC);
        int run = frozen(ABC);
        world.consent(withdrawn, "a", "withdrawn", clock.instant());
        world.dsl.execute(
                "insert into suppression (channel, address_key, reason) values ('a', suppression_key('a', 'a-suppressed'), 'bounced')");
        world.dsl.execute(
                "update address set state = 'invalid' where channel = 'a' and contact_id = {0}",
                DSL.val(invalid));
        for (String channel : ABC) {
            world.consent(everywhere, channel, "withdrawn", clock.instant());
        }

        assertThat(claim(run)).isEmpty();
        assertThat(advance(run)).isEqualTo(3);

        assertThat(send(run)).containsExactlyInAnyOrder("b-withdrawn", "b-suppressed", "b-invalid");
        assertThat(rows(run)).contains("skipped 1 a-everywhere withdrawn");
        assertThat(attempts())
                .containsExactlyInAnyOrder(
                        "skipped 1 a-withdrawn withdrawn",
                        "skipped 1 a-suppressed suppressed",
                        "skipped 1 a-invalid invalid_address");
    }

    @Test
    void whoIsStoppedOnTheNextChannelCountsWhereTheMessageWasSent() {
        long contact = world.reachableOn("x", "a", "b");
        int run = frozen("a", "b");
        send(run);
        clock.advance(WAIT);
        assertThat(advance(run)).isEqualTo(1);
        world.consent(contact, "b", "withdrawn", clock.instant());

        assertThat(claim(run)).isEmpty();
        assertThat(advance(run)).isZero();
        ledger.abandonClaims(run, List.of(), TELLING);

        assertThat(rows(run)).containsExactly("sent 1 a-x");
        assertThat(attempts()).containsExactly("skipped 2 b-x withdrawn");
        assertThat(cost().toString()).isEqualTo("0.010000");
    }

    @Test
    void anAddressThatAnotherPersonOfTheRunWasWrittenToIsNotWrittenToAgain() {
        for (String name : List.of("x", "y")) {
            long contact = world.reachableOn(name, "a");
            world.address(contact, "b", "shared");
            world.consent(contact, "b", "granted", clock.instant());
        }
        int run = frozen("a", "b");
        refuse(run, FailureClass.RECIPIENT, false);

        assertThat(advance(run)).isEqualTo(1);
        assertThat(send(run)).containsExactly("shared");
        assertThat(advance(run)).isZero();

        assertThat(rows(run)).containsExactly("sent 2 shared", "failed 1 a-y refused");
    }

    @Test
    void nobodyMovesWhileTheRunIsPausedAndACancelledRunCountsWhatWasSent() {
        world.reachableOn("x", "a", "b");
        world.reachableOn("y", "a", "b");
        int run = frozen("a", "b");
        send(run);
        clock.advance(WAIT);
        world.dsl.execute("update run set state = 'paused'");
        assertThat(advance(run)).isZero();
        world.dsl.execute("update run set state = 'running'");
        assertThat(failover.advance(run, List.of(1))).isEqualTo(1);
        world.dsl.execute(
                "update recipient set state = 'skipped', reason = 'cancelled' where state = 'pending'");
        world.dsl.fetch(
                "select count_delivering_attempts({0}, {1})",
                DSL.val(run), DSL.val(clock.instant()));

        assertThat(rows(run)).containsExactly("sent 1 a-x", "sent 1 a-y");
    }

    @Test
    void aCrashNeverSendsAChannelTwiceAndLosesNobody() {
        world.reachableOn("x", "a", "b");
        int run = frozen("a", "b");
        // the node dies with the claim: nobody knows whether it was sent
        claim(run);
        clock.advance(Duration.ofMinutes(5));
        ledger.abandonClaims(run, List.of(), TELLING);
        assertThat(rows(run)).containsExactly("unknown 1 a-x no_answer");
        assertThat(advance(run)).isZero();
        clock.advance(WAIT);
        // and again right after the move, and after the second claim
        assertThat(advance(run)).isEqualTo(1);
        ledger.abandonClaims(run, List.of(), TELLING);
        assertThat(claim(run)).extracting(Claimed::address).containsExactly("b-x");
        ledger.abandonClaims(run, List.of(), TELLING);
        // the first node was not dead but slow
        ledger.settle(run, List.of(Settlement.sent(1, "late", false, clock.instant())));
        clock.advance(WAIT.multipliedBy(2));
        assertThat(advance(run)).isZero();

        assertThat(claim(run)).isEmpty();
        assertThat(rows(run)).containsExactly("unknown 2 b-x no_answer");
        assertThat(attempts()).containsExactly("sent 1 a-x no_receipt");
        assertThat(world.dsl.fetchValue("select provider_message_id from recipient_attempt"))
                .isEqualTo("late");
        assertThat(cost().toString()).isEqualTo("0.010000");
    }

    @Test
    void theRunWaitsForTheLastWhoMayMoveOnThenFinishes() {
        world.reachableOn("x", "a", "b");
        int run = frozen("a", "b");
        Runs.Launch launch = runs.takeOne("node", Duration.ofMinutes(1)).orElseThrow();
        send(run);
        Instant sent = clock.instant();

        Run waiting = runs.release(launch);
        assertThat(waiting.state()).isEqualTo(RunState.RUNNING);
        assertThat(waiting.resumeAt()).isEqualTo(sent.plus(WAIT));
        assertThat(runs.takeOne("node", Duration.ofMinutes(1))).isEmpty();

        clock.advance(WAIT);
        launch = runs.takeOne("node", Duration.ofMinutes(1)).orElseThrow();
        assertThat(ledger.nextDue(run, 0, 1)).contains(sent.plus(WAIT));
        assertThat(advance(run)).isEqualTo(1);
        send(run);
        assertThat(runs.release(launch).state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void aRefusalBroughtForwardWakesASleepingRun() {
        world.reachableOn("x", "a", "b");
        int run = frozen("a", "b");
        Runs.Launch launch = runs.takeOne("node", Duration.ofMinutes(1)).orElseThrow();
        send(run);
        runs.release(launch);
        world.dsl.execute("update recipient set fall_back_at = {0}", DSL.val(clock.instant()));

        assertThat(runs.takeOne("node", Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void anAddressThatDoesNotExistIsNotWrittenToByTheNextRunEither() {
        world.reachableOn("x", "a", "b");
        refuse(frozen("a", "b"), FailureClass.RECIPIENT, true);
        int next = world.chain("next", WAIT, "a", "b");
        freeze(next);

        assertThat(rows(next)).containsExactly("pending 2 b-x");
        assertThat(
                        world.dsl.fetchValue(
                                "select state || ' ' || state_reason from address where channel = 'a'"))
                .isEqualTo("invalid code");
    }

    @Test
    void aRefusalAsOptedOutWithdrawsForEverybodyBehindTheAddress() {
        world.reachableOn("x", "a", "b");
        long other = world.contact("other");
        world.address(other, "a", "a-x");
        world.consent(other, "a", "granted", Instant.parse("2026-01-01T00:00:00Z"));
        int run = frozen("a", "b");
        refuse(run, FailureClass.OPTED_OUT, false);

        assertThat(
                        world.dsl
                                .fetch("select state from consent where channel = 'a'")
                                .into(String.class))
                .containsExactly("withdrawn", "withdrawn");
        clock.advance(WAIT);
        assertThat(advance(run)).isZero();
    }
}
