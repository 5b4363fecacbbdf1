package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.Acknowledgements;
import org.parley.core.tracking.internal.Acknowledgements.Noticed;

class AcknowledgementsTest {

    private final TrackingWorld world = new TrackingWorld();
    private MessageId message;

    @BeforeEach
    void somebodyIsWrittenTo() {
        long ana = world.contact("ana", "+1");
        message = world.recipient(world.run(SENT, 7), 1, ana, "+1", "claimed", SENT);
    }

    @Test
    void aReplyIsAcknowledgedWhenItsFactsAreCommitted() {
        world.dispatchCommits(message);
        world.arrives(Say.reply("+1", "r1", "Yes", SENT.plusSeconds(9)));
        assertThat(world.adapter.acknowledged).isEmpty();
        world.settle();
        await().untilAsserted(() ->
                assertThat(world.adapter.acknowledged)
                        .extracting(Reply::providerMessageId)
                        .containsExactly("r1"));
    }

    @Test
    void aReplyThatWaitsForDispatchIsAcknowledgedAtOnceAndOnce() {
        world.arrives(Say.reply("+1", "r1", "Yes", SENT.plusSeconds(9)));
        world.processor.processDue(10);
        await().untilAsserted(() -> assertThat(world.adapter.acknowledged).hasSize(1));
        world.clock.advance(Duration.ofSeconds(30));
        world.processor.processDue(10);
        world.dispatchCommits(message);
        world.settle();
        assertThat(world.count("inbound_message")).isEqualTo(1);
        assertThat(world.adapter.acknowledged).hasSize(1);
    }

    @Test
    void aSlowProviderHoldsUpNothingAndTooManyAreLeftOut() {
        CountDownLatch gate = new CountDownLatch(1);
        world.adapter.takesUntil(gate);
        Acknowledgements two = new Acknowledgements(2);
        Reply reply = new Reply("+1", "r1", "Yes", null, null, null, SENT);
        List<Noticed> replies = Collections.nCopies(5, new Noticed(world.adapter, reply));
        two.send(replies);
        await().untilAsserted(() -> assertThat(world.adapter.acknowledged).hasSize(2));
        gate.countDown();
        await().untilAsserted(() -> {
            two.send(replies.subList(0, 1));
            assertThat(world.adapter.acknowledged).hasSizeGreaterThan(2);
        });
    }

    @Test
    void whatCannotBeAcknowledgedIsStoredAllTheSameAndNotRepeated() {
        world.dispatchCommits(message);
        world.adapter.falters();
        world.arrives(Say.reply("+1", "r1", "Yes", SENT.plusSeconds(9)));
        assertThat(world.processor.processDue(10)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(world.adapter.acknowledged).hasSize(1));
        assertThat(world.count("inbound_message")).isEqualTo(1);
        assertThat(world.count("webhook_delivery")).isZero();
    }
}
