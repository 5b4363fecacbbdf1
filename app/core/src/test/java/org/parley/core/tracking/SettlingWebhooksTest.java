package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;

class SettlingWebhooksTest {

    private final TrackingWorld world = new TrackingWorld();
    private long ana;
    private int run;
    private MessageId message;

    @BeforeEach
    void oneSentMessage() {
        ana = world.contact("ana", "+1");
        run = world.run(SENT, 7);
        message = world.recipient(run, 1, ana, "+1", "sent", SENT);
    }

    @Test
    void deliveredThenReadClimbsAndBillsOnce() {
        world.arrivesAndSettles(
                Say.receipt("DELIVERED", "p1-1", SENT.plusSeconds(2)),
                Say.receipt("READ", "p1-1", SENT.plusSeconds(9)));
        world.arrivesAndSettles(Say.receipt("DELIVERED", "p1-1", SENT.plusSeconds(2)));
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read");
        assertThat(
                        world.dsl
                                .fetchSingle(
                                        "select concat_ws(' ', price, currency, occurred_at) from event_outbox where"
                                                + " kind = 'billed'")
                                .get(0, String.class))
                .isEqualTo("0.012300 EUR 2026-11-02 10:00:02+00");
    }

    @Test
    void readAloneImpliesDelivered() {
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", SENT.plusSeconds(9)));
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read");
    }

    @Test
    void failedMovesTheRowAndLaterDeliveredMovesItBack() {
        world.arrivesAndSettles(Say.failed("p1-1", "1234", SENT.plusSeconds(3)));
        assertThat(world.state(message)).isEqualTo("failed 1234 failed");
        world.arrivesAndSettles(Say.receipt("DELIVERED", "p1-1", SENT.plusSeconds(5)));
        assertThat(world.state(message)).isEqualTo("sent delivered");
        assertThat(world.events(message)).containsExactly("failed", "delivered", "billed");
    }

    @Test
    void expiredIsAFailureWithItsOwnReason() {
        world.arrivesAndSettles(Say.receipt("EXPIRED", "p1-1", SENT.plusSeconds(3)));
        assertThat(world.state(message)).isEqualTo("failed expired expired");
        assertThat(world.events(message)).containsExactly("expired");
    }

    @Test
    void aReceiptWithOurIdSettlesAnUnansweredAttempt() {
        MessageId unknown =
                world.recipient(run, 2, world.contact("bo", "+2"), "+2", "unknown", SENT);
        world.arrivesAndSettles(
                Say.receipt("SENT", unknown, SENT.plusSeconds(1)).put("provider", "late-id"));
        assertThat(world.state(unknown)).isEqualTo("sent accepted");
        world.arrivesAndSettles(Say.receipt("DELIVERED", "late-id", SENT.plusSeconds(2)));
        assertThat(world.events(unknown)).containsExactly("sent", "delivered", "billed");
    }

    @Test
    void anUnansweredAttemptThatIsBilledOnSendingIsBilledWhenItIsKnownToBeSent() {
        MessageId unknown =
                world.recipient(run, 2, world.contact("bo", "+2"), "+2", "unknown", SENT);
        world.dsl.execute("update recipient set country = 'US' where ordinal = 2");
        world.arrivesAndSettles(Say.receipt("DELIVERED", unknown, SENT.plusSeconds(2)));
        assertThat(world.events(unknown)).containsExactly("sent", "delivered", "billed");
    }

    @Test
    void aReceiptThatOvertakesDispatchWaitsForIt() {
        MessageId claimed =
                world.recipient(run, 2, world.contact("bo", "+2"), "+2", "claimed", SENT);
        world.arrives(
                Say.receipt("DELIVERED", "p1-2", SENT.plusSeconds(2)),
                Say.receipt("DELIVERED", "p1-1", SENT.plusSeconds(2)));
        assertThat(world.processor.processDue(10)).isEqualTo(1);
        assertThat(world.state(message)).isEqualTo("sent delivered");
        assertThat(world.processor.processDue(10)).isZero();
        world.dispatchCommits(claimed);
        world.settle();
        assertThat(world.state(claimed)).isEqualTo("sent delivered");
        assertThat(world.count("webhook_dead")).isZero();
        assertThat(world.events(message)).containsExactly("delivered", "billed");
    }

    @Test
    void whatNobodySentIsBuriedWhenPatienceEnds() {
        world.arrivesAndSettles(Say.receipt("DELIVERED", "nobody's", SENT));
        assertThat(world.dsl.fetchValue("select problem from webhook_dead"))
                .isEqualTo("No sent message has id nobody's");
        assertThat(Duration.between(SENT.plus(Duration.ofDays(10)), world.clock.instant()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20));
    }

    @Test
    void aMalformedBodyIsBuriedAtOnceAndAlone() {
        world.webhooks.receive("fake", "main", FakeAdapter.signed("{not json"));
        world.arrives(Say.receipt("READ", "p1-1", SENT.plusSeconds(9)));
        assertThat(world.processor.processDue(10)).isEqualTo(2);
        assertThat(world.count("webhook_delivery")).isZero();
        assertThat(world.count("webhook_dead")).isEqualTo(1);
        assertThat(world.state(message)).isEqualTo("sent read");
    }

    @Test
    void aWebhookThatCannotBeAppliedDoesNotHoldUpTheOthers() {
        world.dsl.execute(
                "alter table inbound_message add constraint no_poison check (text <> 'poison')");
        world.arrives(Say.reply("+1", "r1", "poison", SENT.plusSeconds(9)));
        world.arrives(Say.reply("+1", "r2", "fine then", SENT.plusSeconds(10)));
        assertThat(world.processor.processDue(10)).isEqualTo(2);
        assertThat(world.dsl.fetchValues("select text from inbound_message"))
                .isEqualTo(java.util.List.of("fine then"));
        assertThat(world.dsl.fetchValue("select attempts from webhook_delivery")).isEqualTo(1);
    }

    @Test
    void aReadingCoversWhatWasDeliveredBeforeIt() {
        int later = world.run(SENT.plus(Duration.ofHours(1)), 7);
        MessageId second =
                world.recipient(later, 1, ana, "+1", "sent", SENT.plus(Duration.ofHours(1)));
        world.arrivesAndSettles(
                Say.receipt("DELIVERED", "p2-1", SENT.plus(Duration.ofHours(3))),
                Say.about("seen", "+1", SENT.plus(Duration.ofHours(2))));
        assertThat(world.state(message)).isEqualTo("sent accepted");
        // The first was delivered in time, but its receipt is late.
        world.arrivesAndSettles(Say.receipt("DELIVERED", "p1-1", SENT.plusSeconds(5)));
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(world.state(second)).isEqualTo("sent delivered");
    }

    @Test
    void textThatPostgresCannotHoldIsCleanedNotLost() {
        String body =
                Say.reply("+1", "r1", "?", SENT.plusSeconds(9))
                        .toString()
                        .replace("\"?\"", "\"a\\u0000b\\ud83dc\\ud83d\\ude00\"");
        world.webhooks.receive("fake", "main", FakeAdapter.signed("[" + body + "]"));
        world.settle();
        assertThat(world.dsl.fetchValue("select text from inbound_message"))
                .isEqualTo("abc\ud83d\ude00");
    }
}
