package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;

class RepliesTest {

    private static final Instant LATER = SENT.plus(Duration.ofHours(5));

    private final TrackingWorld world = new TrackingWorld();
    private long ana;
    private MessageId first;
    private MessageId second;

    @BeforeEach
    void twoMessagesToOnePerson() {
        ana = world.contact("ana", "+1");
        first = world.recipient(world.run(SENT, 7), 1, ana, "+1", "sent", SENT);
        second = world.recipient(world.run(LATER, 7), 1, ana, "+1", "sent", LATER);
    }

    @Test
    void aReplyAnswersTheLastMessageAndClosesUpward() {
        world.arrivesAndSettles(
                Say.reply("+1", "r1", "Do you have it in blue?", LATER.plusSeconds(60)));
        world.arrivesAndSettles(
                Say.reply("+1", "r1", "Do you have it in blue?", LATER.plusSeconds(60)));
        assertThat(world.events(first)).isEmpty();
        assertThat(world.events(second))
                .containsExactlyInAnyOrder("delivered", "billed", "read", "replied");
        assertThat(world.count("touch")).isEqualTo(1);
        assertThat(world.dsl.fetchValue("select last_inbound_at::text from address"))
                .isEqualTo("2026-11-02 15:01:00+00");
    }

    @Test
    void theProvidersWordOnWhatIsAnsweredBeatsTheClock() {
        world.arrivesAndSettles(
                Say.reply("+1", "r1", "yes", LATER.plusSeconds(60)).put("answers", "p1-1"));
        world.arrivesAndSettles(
                Say.reply("+1", "r2", "Yes", LATER.plusSeconds(61))
                        .put("payload", "yes-please")
                        .put("message", first.packed()));
        assertThat(world.events(second)).isEmpty();
        assertThat(
                        world.dsl.fetchValues(
                                "select reason from event_outbox where kind = 'replied' order by id"))
                .isEqualTo(java.util.List.of("text", "button"));
    }

    @Test
    void aReplyToSomethingElseFallsBackAfterAWhile() {
        world.arrives(
                Say.reply("+1", "r1", "yes", LATER.plusSeconds(60)).put("answers", "unknown"));
        world.processor.processDue(10);
        assertThat(world.count("inbound_message")).isZero();
        world.settle();
        assertThat(world.events(second)).contains("replied");
    }

    @Test
    void afterThreeDaysAMessageIsNoReply() {
        world.arrivesAndSettles(Say.reply("+1", "r1", "hello", LATER.plus(Duration.ofHours(73))));
        assertThat(world.count("event_outbox")).isZero();
        assertThat(world.dsl.fetchValue("select contact_id from inbound_message")).isEqualTo(ana);
    }

    @Test
    void aStrangersMessageIsKeptWithoutAPerson() {
        world.arrivesAndSettles(Say.reply("+999", "r1", "hello", LATER));
        assertThat(world.dsl.fetchValue("select contact_id from inbound_message")).isNull();
    }

    @Test
    void stopWithdrawsAndIsNoReply() {
        world.arrivesAndSettles(Say.reply("+1", "r1", " Stop! ", LATER.plusSeconds(60)));
        world.arrivesAndSettles(Say.reply("+1", "r1", " Stop! ", LATER.plusSeconds(60)));
        assertThat(world.events(second))
                .containsExactlyInAnyOrder("delivered", "billed", "read", "opted_out");
        assertThat(world.count("touch")).isZero();
        assertThat(
                        world.dsl.fetchValue(
                                "select concat_ws(' ', state, source, evidence) from consent_event"))
                .isEqualTo("withdrawn reply r1");
    }

    @Test
    void stopDoesNotWaitForTheMessageItNames() {
        world.arrives(
                Say.reply("+1", "r1", "STOP", LATER.plusSeconds(60)).put("answers", "unknown"));
        world.processor.processDue(10);
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("withdrawn");
        world.settle();
        assertThat(world.events(second)).contains("opted_out");
        assertThat(world.count("consent_event")).isEqualTo(1);
    }

    @Test
    void aReplyWaitsForTheFateOfAnAttemptAndThenForgetsIt() {
        Instant evening = LATER.plus(Duration.ofHours(2));
        MessageId unknown =
                world.recipient(world.run(evening, 7), 1, ana, "+1", "unknown", evening);
        world.arrives(Say.reply("+1", "r1", "yes", evening.plusSeconds(60)));
        world.processor.processDue(10);
        assertThat(world.count("inbound_message")).isZero();
        world.settle();
        assertThat(world.events(second)).contains("replied");
        assertThat(world.state(unknown)).isEqualTo("unknown");
    }

    @Test
    void stopFromASharedNumberCountsForAllBehindIt() {
        world.contact("bo", "+1");
        world.arrivesAndSettles(Say.reply("+1", "r1", "STOP", LATER.plusSeconds(60)));
        assertThat(world.count("consent")).isEqualTo(2);
    }

    @Test
    void startGrantsToTheOneWhoWasWrittenToLast() {
        world.contact("bo", "+1");
        world.arrivesAndSettles(Say.reply("+1", "r1", "STOP", LATER.plusSeconds(60)));
        world.arrivesAndSettles(Say.reply("+1", "r2", "start", LATER.plusSeconds(90)));
        assertThat(world.dsl.fetchValues("select state from consent order by contact_id"))
                .isEqualTo(java.util.List.of("granted", "withdrawn"));
        assertThat(world.events(second)).doesNotContain("replied");
    }

    @Test
    void ofTwoPeopleOnOneNumberTheOneWrittenToAnswers() {
        long bo = world.contact("bo", "+1");
        Instant evening = LATER.plus(Duration.ofHours(2));
        world.recipient(world.run(evening, 7), 1, bo, "+1", "sent", evening);
        world.arrivesAndSettles(Say.reply("+1", "r1", "hi", evening.plusSeconds(60)));
        assertThat(world.dsl.fetchValue("select contact_id from inbound_message")).isEqualTo(bo);
    }

    @Test
    void withdrawalThroughTheProviderIsHeldAgainstTheLastMessage() {
        world.arrivesAndSettles(Say.about("optOut", "+1", LATER.plusSeconds(60)));
        world.arrivesAndSettles(Say.about("optOut", "+1", LATER.plusSeconds(60)));
        assertThat(world.events(second)).containsExactly("opted_out");
        assertThat(world.dsl.fetchValue("select concat_ws(' ', state, source) from consent_event"))
                .isEqualTo("withdrawn provider");
        world.arrivesAndSettles(Say.about("optIn", "+1", LATER.plusSeconds(90)));
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("granted");
    }

    @Test
    void aRefusalAsOptedOutWithdraws() {
        world.arrivesAndSettles(
                Say.failed("p1-1", "6", SENT.plusSeconds(5)).put("failure", "OPTED_OUT"));
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("withdrawn");
        assertThat(world.events(first)).containsExactly("failed", "opted_out");
    }

    @Test
    void oneClickWithdrawsOnceAndAgainAfterANewConsent() {
        Unsubscribes unsubscribes = new Unsubscribes(world.dsl, world.clock);
        Unsubscription withdrawn = new Unsubscription.Withdrawn(FakeAdapter.CHANNEL);
        assertThat(unsubscribes.withdraw(new LinkRef(first, 1, 0))).isEqualTo(withdrawn);
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(unsubscribes.withdraw(new LinkRef(first, 1, 0))).isEqualTo(withdrawn);
        assertThat(world.count("consent_event")).isEqualTo(1);
        assertThat(world.events(first)).containsExactly("opted_out");
        world.clock.advance(Duration.ofMinutes(1));
        world.arrivesAndSettles(Say.about("optIn", "+1", world.clock.instant()));
        world.clock.advance(Duration.ofMinutes(1));
        unsubscribes.withdraw(new LinkRef(first, 1, 0));
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("withdrawn");
        assertThat(unsubscribes.withdraw(new LinkRef(new MessageId(99, 1), 1, 0)))
                .isEqualTo(new Unsubscription.NoSuchMessage());
    }
}
