package org.parley.channels.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.testing.Chats;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.tracking.Intake;
import org.parley.core.tracking.WebhookProcessor;
import org.parley.core.tracking.WebhookSignal;
import org.parley.core.tracking.Webhooks;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.telegram.TelegramSite;
import org.parley.sandbox.world.Channel;
import org.parley.sql.testing.TestStores;

/// From the tap on a phone to the end of its waiting sign.
class TapsAreAcknowledgedTest {

    private static final Propensities READS_AND_TAPS = new Propensities(1, 1, 0, 1, 0, 0, 0);

    @Test
    void aTapIsAnsweredWhenItIsCommittedAndNotBefore() throws Exception {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        try (Playground playground = new Playground(READS_AND_TAPS)) {
            TelegramSite telegram = playground.sandbox.provider(TelegramSite.class);
            ChannelAdapter adapter = Chats.open(playground.sandbox, Channel.TELEGRAM, Map.of());
            adapter.registerWebhook(playground.webhook());
            String person = Chats.person(Channel.TELEGRAM);
            adapter.send(Samples.to(person, Samples.content("Shall we?", null, Samples.YES)));
            playground.settle();

            Channels channels = new Channels(List.of(adapter));
            Webhooks door = new Webhooks(dsl, channels, Clock.systemUTC(), new WebhookSignal());
            for (WebhookRequest webhook : playground.webhooks()) {
                assertThat(door.receive("telegram", "main", webhook))
                        .isInstanceOf(Intake.Received.class);
            }
            assertThat(telegram.voice().unanswered()).isEqualTo(1);

            new WebhookProcessor(dsl, channels, Clock.systemUTC()).processDue(10);
            await().untilAsserted(() -> assertThat(telegram.voice().unanswered()).isZero());
        }
    }
}
