package org.parley.batch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.tracking.WebhookProcessor;
import org.parley.core.tracking.WebhookSignal;
import org.parley.core.tracking.Webhooks;
import org.parley.sql.testing.TestStores;

class IntakeLoopTest {

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final Clock clock = Clock.systemUTC();
    private final Channels channels = new Channels(List.of(new Mumbling()));

    @Test
    void twoNodesWorkOffWhatComesAndStopWhenTold() {
        WebhookSignal here = new WebhookSignal();
        Webhooks door = new Webhooks(dsl, channels, clock, here);
        // A minute: this node must be woken. The other finds its share by the poll.
        IntakeLoop woken = loop(here, Duration.ofMinutes(1));
        IntakeLoop polling = loop(new WebhookSignal(), Duration.ofMillis(30));
        woken.start();
        polling.start();
        IntStream.range(0, 40).forEach(i -> door.receive("mumble", "main", webhook("m" + i)));
        door.receive("mumble", "main", webhook("nonsense"));
        Awaitility.await().until(() -> dsl.fetchCount(DSL.table("webhook_delivery")) == 0);
        woken.stop();
        polling.stop();

        assertThat(woken.isRunning()).isFalse();
        assertThat(dsl.fetchCount(DSL.table("inbound_message"))).isEqualTo(40);
        assertThat(dsl.fetchCount(DSL.table("webhook_dead"))).isEqualTo(1);
    }

    @Test
    void aLoneNodeIsWokenByItsDoor() {
        WebhookSignal here = new WebhookSignal();
        Webhooks door = new Webhooks(dsl, channels, clock, here);
        IntakeLoop woken = loop(here, Duration.ofMinutes(5));
        woken.start();
        door.receive("mumble", "main", webhook("m"));
        Awaitility.await().until(() -> dsl.fetchCount(DSL.table("inbound_message")) == 1);
        woken.stop();
        assertThat(woken.isRunning()).isFalse();
    }

    private IntakeLoop loop(WebhookSignal signal, Duration poll) {
        return new IntakeLoop(new WebhookProcessor(dsl, channels, clock), signal, clock, poll);
    }

    private static WebhookRequest webhook(String text) {
        return new WebhookRequest(Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /// A provider whose every webhook is one message from a stranger.
    private final class Mumbling implements ChannelAdapter {

        @Override
        public Channel channel() {
            return new Channel("mumble");
        }

        @Override
        public String account() {
            return "main";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    Carriage.text(channel(), TextLimit.characters(1_000)),
                    AddressForm.PROVIDER_ID,
                    false,
                    false,
                    false,
                    null,
                    1,
                    1);
        }

        @Override
        public SendOutcome send(OutboundMessage message) {
            return new SendOutcome.Unknown("This provider only receives");
        }

        @Override
        public boolean authentic(WebhookRequest request) {
            return true;
        }

        @Override
        public List<InboundEvent> parse(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.equals("nonsense")) {
                throw new MalformedWebhookException("nonsense");
            }
            return List.of(
                    new InboundEvent.Reply("+1", text, text, null, null, null, clock.instant()));
        }
    }
}
