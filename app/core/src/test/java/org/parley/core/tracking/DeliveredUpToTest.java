package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Deliveries that name no message: everything that was sent to the address until then.
class DeliveredUpToTest {

    private static final Instant AN_HOUR_LATER = SENT.plus(Duration.ofHours(1));

    private final TrackingWorld world = new TrackingWorld();
    private long ana;
    private MessageId first;
    private MessageId second;
    private MessageId other;

    @BeforeEach
    void twoMessagesToAnaAndOneToBo() {
        ana = world.contact("ana", "+1");
        int run = world.run(SENT, 7);
        int later = world.run(AN_HOUR_LATER, 7);
        first = world.recipient(run, 1, ana, "+1", "sent", SENT);
        other = world.recipient(run, 2, world.contact("bo", "+2"), "+2", "sent", SENT);
        second = world.recipient(later, 1, ana, "+1", "sent", AN_HOUR_LATER);
    }

    @Test
    void whatWasSentBeforeIsDeliveredAndBilledAndNothingElse() {
        world.arrivesAndSettles(arrived(SENT.plusSeconds(3)));
        assertThat(world.state(first)).isEqualTo("sent delivered");
        assertThat(world.events(first)).containsExactly("delivered", "billed");
        assertThat(world.dsl.fetchValue("select reason from event_outbox where kind = 'delivered'"))
                .isEqualTo("");
        assertThat(world.state(second)).isEqualTo("sent accepted");
        assertThat(world.state(other)).isEqualTo("sent accepted");
    }

    @Test
    void oneCoversAllThatIsOpen() {
        world.arrivesAndSettles(arrived(AN_HOUR_LATER.plusSeconds(3)));
        assertThat(world.state(first)).isEqualTo("sent delivered");
        assertThat(world.state(second)).isEqualTo("sent delivered");
    }

    @Test
    void lateRepeatedAndShuffledOnesChangeNothing() {
        world.arrivesAndSettles(arrived(AN_HOUR_LATER.plusSeconds(3)));
        world.arrivesAndSettles(arrived(SENT.plusSeconds(3)), arrived(SENT.plusSeconds(3)));
        world.arrivesAndSettles(arrived(AN_HOUR_LATER.plusSeconds(3)));
        assertThat(deliveredAt(first)).isEqualTo(SENT.plusSeconds(3));
        assertThat(deliveredAt(second)).isEqualTo(AN_HOUR_LATER.plusSeconds(3));
        assertThat(world.events(first)).containsExactly("delivered", "billed");
        assertThat(world.events(second)).containsExactly("delivered", "billed");
    }

    @Test
    void itWaitsForDispatchAsAReceiptDoes() {
        int run = world.run(SENT.plus(Duration.ofHours(2)), 7);
        Instant at = SENT.plus(Duration.ofHours(2));
        MessageId claimed = world.recipient(run, 1, ana, "+1", "claimed", at);
        world.arrives(arrived(at.plusSeconds(1)));
        world.processor.processDue(10);
        assertThat(world.state(second)).isEqualTo("sent delivered");
        assertThat(world.count("webhook_delivery")).isEqualTo(1);
        world.dispatchCommits(claimed);
        world.settle();
        assertThat(world.state(claimed)).isEqualTo("sent delivered");
        assertThat(world.events(second)).containsExactly("delivered", "billed");
    }

    @Test
    void theAnswerMayBeHereAfterTheDelivery() {
        world.dsl.execute(
                "update recipient set sent_at = sent_at + interval '2 seconds' where run_id = 1");
        world.arrivesAndSettles(arrived(SENT.plusSeconds(1)));
        assertThat(world.state(first)).isEqualTo("sent delivered");
    }

    @Test
    void itProvesNothingOfAnAttemptOfUnknownFateUntilThatIsKnown() {
        int run = world.run(SENT.minusSeconds(1), 7);
        MessageId unknown = world.recipient(run, 1, ana, "+1", "unknown", SENT);
        world.arrivesAndSettles(arrived(SENT.plusSeconds(3)));
        assertThat(world.state(unknown)).isEqualTo("unknown");
        world.arrivesAndSettles(Say.receipt("SENT", unknown, SENT.plusSeconds(1)));
        assertThat(world.state(unknown)).isEqualTo("sent delivered");
        assertThat(world.events(unknown)).containsExactly("sent", "delivered", "billed");
    }

    @Test
    void aDeliveryWinsOverAFailureInEitherOrder() {
        ObjectNode failed = Say.failed("p1-1", "1234", SENT.plusSeconds(9));
        world.arrivesAndSettles(failed);
        assertThat(world.state(first)).isEqualTo("failed 1234 failed");
        world.arrivesAndSettles(arrived(SENT.plusSeconds(3)));
        assertThat(world.state(first)).isEqualTo("sent delivered");
        world.arrivesAndSettles(arrived(SENT.plus(Duration.ofHours(2))));
        world.arrivesAndSettles(Say.failed("p2-1", "1234", AN_HOUR_LATER.plusSeconds(9)));
        assertThat(world.state(second)).isEqualTo("sent delivered");
    }

    @Test
    void aReadingCoversWhatWasDeliveredByAWatermark() {
        world.arrivesAndSettles(Say.about("seen", "+1", SENT.plusSeconds(20)));
        assertThat(world.state(first)).isEqualTo("sent accepted");
        world.arrivesAndSettles(arrived(SENT.plusSeconds(3)));
        assertThat(world.state(first)).isEqualTo("sent read");
        assertThat(world.state(second)).isEqualTo("sent accepted");
    }

    private static ObjectNode arrived(Instant at) {
        return Say.about("arrived", "+1", at);
    }

    private Instant deliveredAt(MessageId id) {
        return world.dsl
                .resultQuery(
                        "select delivered_at from recipient where run_id = {0} and ordinal = {1}",
                        val(id.run()), val(id.ordinal()))
                .fetchSingle(0, Instant.class);
    }
}
