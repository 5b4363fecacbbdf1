package org.parley.channels.infobip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;
import org.parley.sandbox.infobip.InfobipProvider;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class InfobipAccountTest {

    private static final String TO = "+359888123456";

    private Playground playground;
    private InfobipAccount infobip;
    private int count;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        playground
                .sandbox
                .provider(InfobipProvider.class)
                .subscribe(URI.create(settings(sheet("infobipApiKey")).callback()));
        infobip = new InfobipAccount(settings(sheet("infobipApiKey")));
    }

    @AfterEach
    void close() {
        infobip.close();
        playground.close();
    }

    @Test
    void textWithALinkHasThePartnersShape() {
        JsonNode message = payload(Samples.content("Sale", null, Samples.SHOP));
        assertThat(message.path("sender").stringValue()).isEqualTo("ParleyShop");
        assertThat(message.path("destinations").toString())
                .isEqualTo("[{\"to\":\"359888123456\",\"messageId\":\"" + Samples.ID + "\"}]");
        assertThat(message.path("content").toString())
                .isEqualTo(
                        "{\"type\":\"TEXT\",\"text\":\"Sale\",\"button\":{\"title\":\"To the shop\",\"action\":\"https://t.example/r/AbC123\"}}");
        assertThat(message.path("options").path("label").stringValue()).isEqualTo("PROMOTIONAL");
        assertThat(message.path("webhooks").path("delivery").path("url").stringValue())
                .startsWith("http://parley:****@127.0.0.1");
    }

    @Test
    void listsAndCarouselsHaveTheirOwnTypes() {
        Part.ListMenu sizes =
                new Part.ListMenu(
                        "Which size?",
                        "Choose",
                        List.of(
                                new Part.Section(
                                        null,
                                        List.of(
                                                new Part.Row("Small", null, "S"),
                                                new Part.Row("Large", null, "L")))),
                        null);
        assertThat(payload(Samples.of(sizes)).path("content").toString())
                .isEqualTo(
                        "{\"type\":\"LIST\",\"text\":\"Which size?\",\"options\":[\"Small\",\"Large\"]}");
        Part.Carousel cards =
                new Part.Carousel(
                        "Look",
                        List.of(
                                Samples.card(null, "first one", Samples.MORE),
                                Samples.card(null, "second one", Samples.MORE)),
                        null);
        JsonNode content = payload(Samples.of(cards)).path("content");
        assertThat(content.path("type").stringValue()).isEqualTo("CAROUSEL");
        assertThat(content.path("cards").path(0).toString())
                .isEqualTo(
                        "{\"text\":\"first one\",\"mediaUrl\":\"https://shop.example/spring.png\",\"buttons\":[{\"title\":\"More\",\"action\":\"https://t.example/r/DeF456\"}]}");
        assertThat(send(Samples.of(cards))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void everyKindOfMessageIsTakenByTheProvider() {
        for (Part part :
                List.of(
                        new Part.Text("Sale"),
                        Samples.PICTURE,
                        Samples.FILM,
                        Samples.LEAFLET,
                        Samples.STORE,
                        Samples.SIZES,
                        Samples.card("One", "first", Samples.SHOP))) {
            assertThat(send(Samples.of(part, Samples.YES)))
                    .as("%s", part.kind())
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void deliveredAndSeenComeBackUnderOurOwnId() throws Exception {
        SendOutcome outcome = send(Samples.content("Sale", null));
        List<InboundEvent> events = playground.events(infobip);
        assertThat(events)
                .extracting(each -> ((Receipt) each).kind())
                .containsExactlyInAnyOrder(ReceiptKind.DELIVERED, ReceiptKind.READ);
        assertThat(events)
                .allSatisfy(each -> {
                    Receipt receipt = (Receipt) each;
                    assertThat(receipt.providerMessageId())
                            .isEqualTo(((SendOutcome.Accepted) outcome).providerMessageId());
                    assertThat(receipt.messageId()).isEqualTo(new MessageId(7, count));
                });
    }

    @Test
    void everyCodeOfTheTableIsItsClassOverTheWire() throws Exception {
        for (ErrorTable.Row each : InfobipEvents.ERRORS.rows()) {
            int code = Integer.parseInt(each.code());
            playground.webhooks().clear();
            playground.refuseNext(Channel.VIBER_BUSINESS, code);
            SendOutcome outcome = send(Samples.content("Sale", null));
            if (code >= 400) {
                assertThat(((SendOutcome.Refused) outcome).failure()).isEqualTo(each.failure());
                continue;
            }
            List<InboundEvent> events = playground.events(infobip);
            assertThat(((Receipt) events.getFirst()).failure())
                    .as("%d", code)
                    .isEqualTo(each.failure());
            assertThat(events.getLast() instanceof OptOut).isEqualTo(code == 8);
        }
        assertThat(Samples.gone(infobip, InfobipEvents.ERRORS)).containsExactly("9");
    }

    @ParameterizedTest
    @CsvSource({"true, RECIPIENT", "false, RETRYABLE"})
    void ofACodeThatIsNotListedOnlyPermanentCounts(boolean permanent, FailureClass failure) {
        String report =
                """
                {"results":[{"messageId":"m1","to":"359881","doneAt":"2026-11-22T10:00:00.000+0000",
                  "status":{"groupName":"UNDELIVERABLE"},"error":{"id":999,"permanent":%s}}]}
                """
                        .formatted(permanent);
        assertThat(infobip.parse(report.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .satisfies(event -> assertThat(((Receipt) event).failure()).isEqualTo(failure));
    }

    @Test
    void statusesOfTheRequestAreClasses() {
        Map<Integer, FailureClass> expected =
                Map.of(
                        400, FailureClass.CONFIGURATION,
                        403, FailureClass.AUTH,
                        429, FailureClass.THROTTLED);
        expected.forEach((status, failure) -> {
            playground.refuseNext(Channel.VIBER_BUSINESS, status);
            assertThat(((SendOutcome.Refused) send(Samples.content("Sale", null))).failure())
                    .isEqualTo(failure);
        });
        playground.refuseNext(Channel.VIBER_BUSINESS, 500);
        assertThat(send(Samples.content("Sale", null))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aRepeatedSendIsTheSameMessage() {
        OutboundMessage message = Samples.to(TO, Samples.content("Sale", null));
        playground.loseNextAnswer(Channel.VIBER_BUSINESS);
        assertThat(infobip.send(message)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(infobip.send(message)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(playground.sandbox.received().total(Channel.VIBER_BUSINESS)).isEqualTo(1);
    }

    @Test
    void whatPeopleWriteArrivesAndStopIsAnOptOut() throws Exception {
        playground.sandbox.customers().say(Channel.VIBER_BUSINESS, TO, "Stop");
        List<InboundEvent> events = playground.events(infobip);
        assertThat(((Reply) events.getFirst()).address()).isEqualTo(TO);
        assertThat(events.getLast()).isInstanceOf(OptOut.class);
    }

    @Test
    void webhooksWithoutTheCredentialsAreRefused() throws Exception {
        send(Samples.content("Sale", null));
        playground.settle();
        WebhookRequest good = playground.webhooks().getFirst();
        assertThat(infobip.authentic(good)).isTrue();
        assertThat(infobip.authentic(new WebhookRequest(Map.of(), good.body()))).isFalse();
        assertThat(
                        infobip.authentic(
                                new WebhookRequest(
                                        Map.of("authorization", "Basic eDp5"), good.body())))
                .isFalse();
    }

    @Test
    void theBalanceSaysWhetherTheAccountWorks() {
        assertThat(infobip.verify()).isEqualTo(new AccountCheck.Works("ParleyShop"));
        try (InfobipAccount other = new InfobipAccount(settings("other"))) {
            assertThat(other.verify()).isInstanceOf(AccountCheck.Refused.class);
        }
    }

    @Test
    void mutatedWebhooksAreReadOrTold() throws Exception {
        send(Samples.content("Sale", null));
        playground.refuseNext(Channel.VIBER_BUSINESS, 8);
        send(Samples.content("Sale", null));
        playground.sandbox.customers().say(Channel.VIBER_BUSINESS, TO, "hello");
        playground.settle();
        WebhookFuzz.mutate(
                infobip, 74, playground.webhooks().stream().map(WebhookRequest::body).toList());
    }

    private SendOutcome send(RenderedMessage content) {
        count++;
        return infobip.send(new OutboundMessage(new MessageId(7, count), TO, content, true, null));
    }

    private JsonNode payload(RenderedMessage content) {
        String preview = infobip.preview(Samples.to(TO, content));
        return Objects.requireNonNull(JsonBody.answer(preview.getBytes(StandardCharsets.UTF_8)))
                .path("messages")
                .path(0);
    }

    private InfobipSettings settings(String key) {
        return new InfobipSettings(
                "main",
                playground.base(InfobipProvider.class, "infobipBaseUri"),
                new Secret(key),
                sheet("infobipSender"),
                false,
                playground.webhook(),
                new Secret("0123456789abcdef"),
                Playground.PACE);
    }

    private String sheet(String name) {
        return playground.sheet(InfobipProvider.class, name);
    }
}
