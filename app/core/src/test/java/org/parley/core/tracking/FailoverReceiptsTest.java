package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.Channels;
import org.parley.core.dispatch.Balances;
import org.parley.core.dispatch.Failover;
import org.parley.core.dispatch.Failover.Lapsed;
import org.parley.core.dispatch.Ledger;
import org.parley.core.dispatch.Settlement;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;
import org.parley.core.offer.CodeIssue;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;
import tools.jackson.databind.node.ObjectNode;

/// One person, written to on `fake` and then on `other`.
class FailoverReceiptsTest {

    private static final Duration WAIT = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";

    private World world = new World();
    private MovableClock clock = new MovableClock(START.toString());
    private Stage stage = new Stage();
    private int run = stage.first();

    /// The parts around the ledger.
    private final class Stage {
        final Ledger ledger =
                new Ledger(
                        world.quick,
                        clock,
                        ZoneOffset.UTC,
                        Duration.ofMinutes(2),
                        new CodeIssue(new SecureRandom()));
        final Failover failover = new Failover(world.quick, clock);
        final Channels channels =
                new Channels(List.of(new FakeAdapter(), new FakeAdapter(new Channel("other"))));
        final Webhooks webhooks = new Webhooks(world.quick, channels, clock, new WebhookSignal());
        final WebhookProcessor processor = new WebhookProcessor(world.quick, channels, clock);

        /// Sent on the first channel.
        int first() {
            long contact = world.reachableOn("x", "fake", "other");
            int chain = world.chain("chain", WAIT, "fake", "other");
            world.quick.execute(
                    "insert into link (run_id, arm, index, target, label) values ({0}, 1, 0, 'https://shop.example', 'Shop')",
                    DSL.val(chain));
            ledger.freeze(chain, each -> each.accept(contact));
            send(chain, "p-fake", 1);
            return chain;
        }

        void send(int chain, String id, int step) {
            assertThat(ledger.claim(chain, 0, 1, 1).claimed())
                    .singleElement()
                    .matches(claimed -> claimed.step() == step);
            ledger.settle(
                    chain, List.of(Settlement.sent(1, id, false, clock.instant()).onStep(step)));
        }

        int advance(int chain) {
            return failover.advance(
                    chain, failover.lapsed(chain, 0, 1, 1).stream().map(Lapsed::ordinal).toList());
        }

        void tell(String channel, ObjectNode event) {
            webhooks.receive(channel, "main", FakeAdapter.signed("[" + event + "]"));
            while (processor.processDue(10) > 0) {}
        }
    }

    private void fallBack() {
        clock.advance(WAIT);
        assertThat(stage.advance(run)).isEqualTo(1);
    }

    private void sendSecond() {
        stage.send(run, "p-other", 2);
    }

    private String row() {
        assertThat(new Balances(world.quick).of(run).closes()).isTrue();
        return (String)
                world.quick.fetchValue(
                        "select concat_ws(' ', state, channel, receipt) from recipient");
    }

    private List<String> attempts() {
        return world.quick
                .fetch("select concat_ws(' ', state, channel, receipt) from recipient_attempt")
                .into(String.class);
    }

    private boolean nothingIsClaimed() {
        return stage.ledger.claim(run, 0, 1, 1).examined() == 0;
    }

    private Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aLateReceiptTakesThePersonBackBeforeTheNextStepIsSent() {
        fallBack();
        stage.tell("fake", Say.receipt("DELIVERED", new MessageId(run, 1), after(30)));

        assertThat(row()).isEqualTo("sent fake delivered");
        assertThat(attempts()).isEmpty();
        assertThat(nothingIsClaimed()).isTrue();
        assertThat(world.events(run)).containsEntry("taken_back", 1).containsEntry("delivered", 1);
    }

    @Test
    void aLateReceiptMakesThePersonCountUnderTheChannelThatDelivered() {
        fallBack();
        sendSecond();
        stage.tell("fake", Say.receipt("DELIVERED", "p-fake", after(70)));

        assertThat(row()).isEqualTo("sent fake delivered");
        assertThat(attempts()).containsExactly("sent other accepted");
        assertThat(world.quick.fetchValue("select sum(price)::text from event_outbox"))
                .isEqualTo("0.030000");
    }

    @Test
    void aLaterDeliveryOfTheFirstIsOnlyNoted() {
        fallBack();
        sendSecond();
        stage.tell("other", Say.receipt("DELIVERED", "p-other", after(65)));
        stage.tell("fake", Say.receipt("DELIVERED", "p-fake", after(70)));

        assertThat(row()).isEqualTo("sent other delivered");
        assertThat(attempts()).containsExactly("sent fake delivered");
    }

    @Test
    void ourIdMeansTheAttemptOfTheChannelThatEchoesIt() {
        fallBack();
        sendSecond();
        stage.tell("other", Say.receipt("READ", new MessageId(run, 1), after(65)));
        stage.tell("fake", Say.receipt("FAILED", new MessageId(run, 1), after(66)));

        assertThat(row()).isEqualTo("sent other read");
        assertThat(attempts()).containsExactly("failed fake failed");
    }

    @Test
    void aReceiptThatThePersonCannotBeReachedMovesOnAtOnce() {
        stage.tell("fake", Say.failed("p-fake", "gone", after(1)));
        clock.advance(Duration.ofMinutes(1));

        assertThat(stage.advance(run)).isEqualTo(1);
        assertThat(row()).isEqualTo("pending other");
        assertThat(world.quick.fetchValue("select state from address where channel = 'fake'"))
                .isEqualTo("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELIVERED", "READ"})
    void whoHasItIsLeftAlone(String kind) {
        stage.tell("fake", Say.receipt(kind, "p-fake", after(1)));
        clock.advance(WAIT.multipliedBy(2));
        assertThat(stage.advance(run)).isZero();
        assertThat(world.quick.fetchValue("select fall_back_at from recipient")).isNull();
    }

    @Test
    void whoAnswersOrClicksIsLeftAloneAlsoAfterTheMove() {
        fallBack();
        stage.tell("fake", Say.reply("fake-x", "r1", "hello", after(61)));
        assertThat(row()).isEqualTo("sent fake read");
        assertThat(nothingIsClaimed()).isTrue();
    }

    @Test
    void aClickOnTheFirstMessageTakesThePersonBack() {
        fallBack();
        LinkRef link = new LinkRef(new MessageId(run, 1), 1, 0);
        assertThat(
                        new Clicks(world.quick, new MachineRuleSets(world.quick, Clock.systemUTC()))
                                .record(link, after(61), new Caller("GET", PHONE, null)))
                .isPresent();
        assertThat(row()).isEqualTo("sent fake read");
        assertThat(nothingIsClaimed()).isTrue();
    }

    @Test
    void whoOptsOutNeverGetsTheNextStep() {
        fallBack();
        stage.tell("fake", Say.about("optOut", "fake-x", after(61)));
        assertThat(row()).isEqualTo("sent fake accepted");
        assertThat(nothingIsClaimed()).isTrue();
        clock.advance(WAIT);
        assertThat(stage.advance(run)).isZero();
    }

    @Test
    void theLinkOfAMessageWithdrawsTheChannelThatItCameBy() {
        fallBack();
        sendSecond();
        clock.advance(Duration.ofMinutes(1));
        assertThat(
                        new Unsubscribes(world.quick, clock)
                                .withdraw(new LinkRef(new MessageId(run, 1), 1, 0)))
                .isEqualTo(new Unsubscription.Withdrawn(new Channel("fake")));
        assertThat(
                        world.quick
                                .fetch(
                                        "select channel || ' ' || state from consent order by channel")
                                .into(String.class))
                .containsExactly("fake withdrawn", "other granted");
    }

    @Test
    void aClaimUnderWayIsNotDisturbedAndTheReceiptCountsWithItsOutcome() {
        fallBack();
        assertThat(stage.ledger.claim(run, 0, 1, 1).claimed()).hasSize(1);
        stage.tell("fake", Say.receipt("DELIVERED", "p-fake", after(59)));
        assertThat(row()).isEqualTo("claimed other");
        stage.ledger.settle(
                run, List.of(Settlement.sent(1, "p-other", false, clock.instant()).onStep(2)));

        assertThat(row()).isEqualTo("sent fake delivered");
        assertThat(attempts()).containsExactly("sent other accepted");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderAndAnyRepetitionOfFactsOfBothAttemptsEndsTheSame(long seed) {
        Random random = new Random(seed);
        List<Fact> facts = facts(random);
        List<String> expected = outcome(facts);

        for (int i = 0; i < 3; i++) {
            List<Fact> told = new ArrayList<>(facts);
            told.addAll(facts.stream().filter(_ -> random.nextBoolean()).toList());
            Collections.shuffle(told, random);
            assertThat(outcome(told)).isEqualTo(expected);
        }
    }

    private record Fact(String channel, ObjectNode event) {}

    private List<Fact> facts(Random random) {
        List<Fact> facts = new ArrayList<>();
        for (String channel : List.of("fake", "other")) {
            for (String kind : List.of("SENT", "DELIVERED", "READ", "EXPIRED", "FAILED")) {
                if (random.nextInt(5) < 3) {
                    Instant at = after(61 + random.nextInt(60));
                    ObjectNode event =
                            random.nextBoolean()
                                    ? Say.receipt(kind, "p-" + channel, at)
                                    : Say.receipt(kind, new MessageId(1, 1), at);
                    facts.add(new Fact(channel, event));
                }
            }
            if (random.nextInt(3) == 0) {
                facts.add(
                        new Fact(
                                channel,
                                Say.reply(
                                        channel + "-x",
                                        "r",
                                        "yes",
                                        after(70 + random.nextInt(40)))));
            }
            if (random.nextInt(3) == 0) {
                facts.add(new Fact(channel, Say.about("seen", channel + "-x", after(90))));
            }
        }
        return facts;
    }

    private List<String> outcome(List<Fact> told) {
        world = new World();
        clock = new MovableClock(START.toString());
        stage = new Stage();
        run = stage.first();
        fallBack();
        sendSecond();
        told.forEach(fact -> stage.tell(fact.channel(), fact.event()));
        List<String> facts = new ArrayList<>();
        for (String query :
                List.of(
                        "select (to_jsonb(r) - 'billed_at' - 'fall_back_at')::text from recipient r",
                        "select (to_jsonb(a) - 'billed_at' - 'superseded_at' - 'left_because')::text from recipient_attempt a",
                        // reading is told twice if it is concluded before it is shown
                        "select concat_ws(' ', kind, channel, price, case when kind <> 'read' then count(*) end) from event_outbox where kind <> 'taken_back' group by kind, channel, price",
                        "select concat_ws(' ', kind, at) from touch")) {
            world.quick.fetch(query).into(String.class).stream().sorted().forEach(facts::add);
        }
        return facts;
    }

    @ParameterizedTest
    @CsvSource({"1, 5, active", "5, 1, invalid"})
    void anAddressIsGoneUntilSomebodyWritesFromIt(int gone, int wrote, String state) {
        ObjectNode failed = Say.failed("p-fake", "gone", after(gone));
        ObjectNode reply = Say.reply("fake-x", "r1", "hello", after(wrote));
        stage.tell("fake", failed);
        stage.tell("fake", reply);
        stage.tell("fake", failed);
        assertThat(world.quick.fetchValue("select state from address where channel = 'fake'"))
                .isEqualTo(state);
    }

    @Test
    void aComplaintWithdrawsAndKeepsTheAddressOffForGood() {
        stage.tell("fake", Say.about("complaint", "fake-x", after(5)).put("provider", "p-fake"));
        assertThat(
                        world.quick.fetchValue(
                                "select state || ' ' || evidence from consent_event where source = 'provider'"))
                .isEqualTo("withdrawn abuse");
        assertThat(world.quick.fetchValue("select reason from suppression"))
                .isEqualTo("complained");
        assertThat(world.events(run)).containsEntry("opted_out", 1);
        clock.advance(WAIT);
        assertThat(stage.advance(run)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void onlyAHardBounceKeepsTheAddressOffForGood(boolean permanent, int listed) {
        stage.tell(
                "fake",
                Say.about("bounce", "fake-x", after(5))
                        .put("provider", "p-fake")
                        .put("permanent", permanent));
        assertThat(world.quick.fetchCount(DSL.table("suppression"))).isEqualTo(listed);
        assertThat(row()).isEqualTo("failed fake failed");
        clock.advance(Duration.ofMinutes(5));
        assertThat(stage.advance(run)).isEqualTo(1);
    }
}
