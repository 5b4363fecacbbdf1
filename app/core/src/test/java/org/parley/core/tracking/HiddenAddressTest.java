package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;

class HiddenAddressTest {

    private static final Instant LATER = SENT.plusSeconds(60);

    private final TrackingWorld world = new TrackingWorld();
    private MessageId message;

    @BeforeEach
    void oneSentMessage() {
        long ana = world.contact("ana", "ana-1");
        message = world.recipient(world.run(SENT, 7), 1, ana, "ana-1", "sent", SENT);
    }

    @Test
    void aComplaintOfSomebodyUnnamedIsOfWhomTheMessageWentTo() {
        world.arrivesAndSettles(Say.about("complaint", message, LATER));
        assertThat(suppressed()).containsExactly("fake complained");
        assertThat(world.dsl.fetchValue("select state || ' ' || evidence from consent_event"))
                .isEqualTo("withdrawn abuse");
        assertThat(world.events(message)).contains("opted_out", "complained");
    }

    @Test
    void aBounceOfSomebodyUnnamedKeepsTheAddressOffThatTheMessageWentTo() {
        world.arrivesAndSettles(Say.about("bounce", message, LATER).put("permanent", true));
        assertThat(suppressed()).containsExactly("fake bounced");
        assertThat(world.state(message)).isEqualTo("failed 5.1.1 failed");
    }

    @Test
    void nobodyIsKeptOffForAMessageThatNobodyKnows() {
        MessageId unknown = new MessageId(77, 1);
        world.arrivesAndSettles(Say.about("complaint", unknown, LATER));
        world.arrivesAndSettles(Say.about("bounce", unknown, LATER).put("permanent", true));
        assertThat(suppressed()).isEmpty();
        assertThat(world.count("webhook_dead")).isEqualTo(2);
    }

    private List<String> suppressed() {
        return world.dsl
                .resultQuery("select concat_ws(' ', channel, reason) from suppression")
                .fetch(0, String.class);
    }
}
