package org.parley.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.channels.testing.Chats;
import org.parley.channels.testing.Receiver;
import org.parley.channels.testing.Wild;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.whatsapp.WhatsAppRules;
import org.parley.sandbox.world.Channel;

/// Each chat adapter against its simulated provider, over HTTP both ways.
class ChatSimulatorsTest {

    private static final int WILD = 300;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withWhatsApp(WhatsAppRules.UNLIMITED)
                                .withHabits(Habits.all(Propensities.QUIET)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"WHATSAPP", "MESSENGER", "INSTAGRAM", "TELEGRAM", "LINE"})
    void whatIsCompiledIsTakenOrNotSent(Channel channel) {
        openWindow(channel);
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        Wild wild = new Wild(17);
        int taken = 0;
        for (int i = 1; i <= WILD; i++) {
            RenderedMessage content = wild.message();
            OutboundMessage message = message(channel, i, content);
            switch (adapter.send(message)) {
                case SendOutcome.Accepted _ -> taken++;
                case SendOutcome.Refused refused ->
                        assertThat(refused.code())
                                .as("%s%n%s", refused.detail(), adapter.preview(message))
                                .isEqualTo("does-not-fit");
                case SendOutcome.Unknown unknown ->
                        throw new AssertionError(unknown + "\n" + adapter.preview(message));
            }
        }
        assertThat(taken).isGreaterThan(WILD / 2);
        assertThat(sandbox.received().total(channel)).isEqualTo(taken);
    }

    @ParameterizedTest
    @EnumSource(names = {"WHATSAPP", "MESSENGER", "INSTAGRAM", "TELEGRAM", "LINE"})
    void theProviderKnowsUsAndCallsUsBack(Channel channel) throws Exception {
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        assertThat(adapter.verify())
                .isInstanceOfSatisfying(
                        AccountCheck.Works.class, works -> assertThat(works.who()).isNotBlank());
        try (Receiver receiver = new Receiver(adapter)) {
            assertThat(adapter.registerWebhook(receiver.uri()))
                    .isInstanceOf(WebhookRegistration.Registered.class);
            sandbox.customers().say(channel, Chats.person(channel), "Колко струва?");
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            assertThat(receiver.refused()).isEmpty();
            assertThat(receiver.events(InboundEvent.Reply.class))
                    .singleElement()
                    .satisfies(reply -> {
                        assertThat(reply.address()).isEqualTo(Chats.person(channel));
                        assertThat(reply.text()).isEqualTo("Колко струва?");
                        assertThat(reply.payload()).isNull();
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, access-token, 190",
        "MESSENGER, access-token, 190",
        "INSTAGRAM, access-token, 190",
        "TELEGRAM, token, 401",
        "LINE, access-token, http-401"
    })
    void aWrongCredentialIsRefusedByTheProvider(Channel channel, String setting, String code) {
        String wrong = channel == Channel.TELEGRAM ? "1:wrong" : "wrong";
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of(setting, wrong));
        assertThat(adapter.verify())
                .isInstanceOfSatisfying(
                        AccountCheck.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(refused(adapter, channel).failure()).isEqualTo(FailureClass.AUTH);
    }

    @ParameterizedTest
    @EnumSource(names = {"WHATSAPP", "MESSENGER", "INSTAGRAM", "TELEGRAM", "LINE"})
    void aTapComesBackWithItsPayload(Channel channel) throws Exception {
        openWindow(channel);
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        sandbox.customers().habits(Habits.all(new Propensities(1, 1, 0, 1, 0, 0, 0)));
        try (Receiver receiver = new Receiver(adapter)) {
            adapter.registerWebhook(receiver.uri());
            RenderedMessage asks = Samples.content("Shall we?", null, Samples.YES);
            assertThat(adapter.send(message(channel, 1, asks)))
                    .isInstanceOf(SendOutcome.Accepted.class);
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            assertThat(receiver.events(InboundEvent.Reply.class))
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.payload()).isEqualTo("YES"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MESSENGER, DELIVERED true, READ true",
        "INSTAGRAM, DELIVERED false, READ true",
        "TELEGRAM, DELIVERED false, READ false",
        "LINE, DELIVERED false, READ false"
    })
    void receiptsAreThoseThatTheChannelDeclares(Channel channel, String delivered, String read)
            throws Exception {
        openWindow(channel);
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        assertThat(adapter.capabilities().deliveryReceipts()).isEqualTo(delivered.endsWith("true"));
        assertThat(adapter.capabilities().readReceipts()).isEqualTo(read.endsWith("true"));
        try (Receiver receiver = new Receiver(adapter)) {
            adapter.registerWebhook(receiver.uri());
            for (int i = 1; i <= 20; i++) {
                adapter.send(message(channel, i, Samples.content("Hello", null)));
            }
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            List<InboundEvent.Receipt> receipts = receiver.events(InboundEvent.Receipt.class);
            assertThat(
                            receipts.stream()
                                    .anyMatch(receipt ->
                                            receipt.kind() == InboundEvent.ReceiptKind.DELIVERED))
                    .isEqualTo(adapter.capabilities().deliveryReceipts());
            boolean seen =
                    !receiver.events(InboundEvent.SeenUpTo.class).isEmpty()
                            || receipts.stream()
                                    .anyMatch(receipt ->
                                            receipt.kind() == InboundEvent.ReceiptKind.READ);
            assertThat(seen).isEqualTo(adapter.capabilities().readReceipts());
            // Messenger leaves out now and then which messages it speaks of.
            assertThat(receiver.events(InboundEvent.DeliveredUpTo.class).isEmpty())
                    .isEqualTo(channel != Channel.MESSENGER);
            // Meta tells us of our own messages too, by our own id.
            if (channel == Channel.MESSENGER || channel == Channel.INSTAGRAM) {
                assertThat(receipts)
                        .filteredOn(r -> r.kind() == InboundEvent.ReceiptKind.SENT)
                        .extracting(InboundEvent.Receipt::messageId)
                        .contains(new MessageId(7, 1), new MessageId(7, 10));
            }
        }
    }

    @Test
    void anAlbumIsKnownByItsFirstMessage() {
        ChannelAdapter adapter = Chats.open(sandbox, Channel.TELEGRAM, Map.of());
        RenderedMessage album =
                Samples.of(
                        new Part.Carousel(
                                null,
                                List.of(Samples.card("Tee", "9.90"), Samples.card("Cap", "4.90")),
                                null));
        assertThat(adapter.send(message(Channel.TELEGRAM, 1, album)))
                .isInstanceOfSatisfying(
                        SendOutcome.Accepted.class,
                        sent ->
                                assertThat(sent.providerMessageId())
                                        .startsWith(Chats.person(Channel.TELEGRAM) + ":"));
        assertThat(sandbox.received().total(Channel.TELEGRAM)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"MESSENGER, RECIPIENT, 10/2018278", "INSTAGRAM, RECIPIENT, 10/2534022"})
    void aClosedWindowIsNotTried(Channel channel, FailureClass failure, String code) {
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        OutboundMessage hello = message(channel, 1, Samples.content("Hello", null));
        OutboundMessage late =
                new OutboundMessage(hello.id(), hello.address(), hello.content(), false, null);
        assertThat(adapter.send(late))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("does-not-fit"));
        // It may have closed since the run looked.
        assertThat(refused(adapter, channel).code()).isEqualTo(code);
        assertThat(refused(adapter, channel).failure()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MESSENGER | 551 | 1545041 | RECIPIENT
                    MESSENGER | 613 | '' | THROTTLED
                    MESSENGER | 10 | 1893063 | POLICY
                    INSTAGRAM | 100 | 2018001 | RECIPIENT
                    TELEGRAM | 403 | Forbidden: bot was blocked by the user | OPTED_OUT
                    TELEGRAM | 403 | Forbidden: user is deactivated | RECIPIENT
                    TELEGRAM | 400 | Bad Request: chat not found | RECIPIENT
                    TELEGRAM | 400 | Bad Request: failed to get HTTP URL content | CONFIGURATION
                    TELEGRAM | 429 | 35 | THROTTLED
                    LINE | 429 | You have reached your monthly limit. | BUDGET
                    LINE | 429 | The API rate limit has been exceeded. | THROTTLED
                    LINE | 403 | Access to this API is not available | POLICY
                    """)
    void aRefusalKeepsItsClassOverTheWire(
            Channel channel, int code, String detail, FailureClass failure) {
        openWindow(channel);
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        sandbox.refusals().next(channel, 1, new Refusal.ProviderError(code, detail));
        SendOutcome.Refused refused = refused(adapter, channel);
        assertThat(refused.failure()).isEqualTo(failure);
        if (channel == Channel.TELEGRAM && code == 429) {
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WHATSAPP", "MESSENGER", "INSTAGRAM", "TELEGRAM", "LINE"})
    void aLostAnswerIsUnknownAndOnlyLineMayBeAskedAgain(Channel channel) {
        openWindow(channel);
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        sandbox.refusals().next(channel, 1, new Refusal.DropAfterAccepting());
        OutboundMessage hello = message(channel, 1, Samples.content("Hello", null));
        assertThat(adapter.send(hello)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(adapter.capabilities().idempotentSend()).isEqualTo(channel == Channel.LINE);
        if (adapter.capabilities().idempotentSend()) {
            assertThat(adapter.send(hello)).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(sandbox.received().repeated(channel)).isEmpty();
        }
        assertThat(sandbox.received().total(channel)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TELEGRAM, block, unblock", "LINE, unfollow, follow"})
    void leavingAndComingBackAreTold(Channel channel, String leave, String back) throws Exception {
        ChannelAdapter adapter = Chats.open(sandbox, channel, Map.of());
        try (Receiver receiver = new Receiver(adapter)) {
            adapter.registerWebhook(receiver.uri());
            var deeds = Chats.provider(sandbox, channel).deeds();
            deeds.get(leave).accept(Chats.person(channel));
            deeds.get(back).accept(Chats.person(channel));
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            assertThat(receiver.events(InboundEvent.OptOut.class))
                    .singleElement()
                    .satisfies(out -> {
                        assertThat(out.address()).isEqualTo(Chats.person(channel));
                        assertThat(out.evidence()).doesNotContain(Chats.person(channel));
                    });
            assertThat(receiver.events(InboundEvent.OptIn.class)).hasSize(1);
        }
    }

    private void openWindow(Channel channel) {
        var open = Chats.provider(sandbox, channel).deeds().get("openWindow");
        if (open != null) {
            open.accept(Chats.person(channel));
        }
    }

    private static OutboundMessage message(Channel channel, int ordinal, RenderedMessage content) {
        return new OutboundMessage(
                new MessageId(7, ordinal), Chats.person(channel), content, true, null);
    }

    private static SendOutcome.Refused refused(ChannelAdapter adapter, Channel channel) {
        SendOutcome outcome = adapter.send(message(channel, 1, Samples.content("Hello", null)));
        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
        return (SendOutcome.Refused) outcome;
    }
}
