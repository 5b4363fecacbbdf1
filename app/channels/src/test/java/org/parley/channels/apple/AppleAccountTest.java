package org.parley.channels.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;
import org.parley.sandbox.apple.AppleProvider;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class AppleAccountTest {

    private static final String TO = "urn:mbid:AQAA1";

    private Playground playground;
    private AppleAccount apple;
    private int count;

    @BeforeEach
    void start() throws Exception {
        playground = new Playground(new Propensities(1, 1, 0, 1, 0, 0, 0));
        playground.sandbox.provider(AppleProvider.class).subscribe(playground.webhook());
        apple = account(sheet("appleSecret"));
    }

    @AfterEach
    void close() {
        apple.close();
        playground.close();
    }

    @Test
    void aTextHasTheGatewaysShape() {
        JsonNode body = payload(Samples.content("Sale", null));
        assertThat(body.path("v").intValue()).isEqualTo(1);
        assertThat(body.path("id").stringValue()).matches("[0-9a-f-]{36}");
        assertThat(body.path("sourceId").stringValue()).isEqualTo(sheet("appleBusinessId"));
        assertThat(body.path("destinationId").stringValue()).isEqualTo(TO);
        assertThat(body.path("type").stringValue()).isEqualTo("text");
        assertThat(body.path("body").stringValue()).isEqualTo("Sale");
    }

    @Test
    void twoRepliesAreQuickRepliesAndTheTapComesBackAsPayload() throws Exception {
        RenderedMessage message = Samples.content("Sale?", null, Samples.YES, Samples.NO);
        JsonNode data = payload(message).path("interactiveData").path("data");
        assertThat(data.path("quick-reply").toString())
                .isEqualTo(
                        "{\"summaryText\":\"Sale?\",\"items\":[{\"identifier\":\"YES\",\"title\":\"Yes\"},{\"identifier\":\"NO\",\"title\":\"No, thanks\"}]}");
        assertThat(data.path("requestIdentifier").stringValue()).isEqualTo(Samples.ID.toString());
        assertThat(send(message)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(playground.events(apple))
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.class,
                        reply -> {
                            assertThat(reply.payload()).isIn("YES", "NO");
                            assertThat(reply.address()).isEqualTo(TO);
                            assertThat(reply.messageId()).isEqualTo(new MessageId(7, count));
                        });
    }

    @Test
    void aListIsAListPickerAndTheRowComesBack() throws Exception {
        JsonNode data = payload(Samples.of(Samples.SIZES)).path("interactiveData").path("data");
        assertThat(data.path("listPicker").path("sections").path(0).toString())
                .isEqualTo(
                        "{\"title\":\"Women\",\"order\":0,\"multipleSelection\":false,\"items\":[{\"identifier\":\"W-S\",\"title\":\"Small\",\"subtitle\":\"34 to 36\",\"order\":0,\"style\":\"default\"},{\"identifier\":\"W-M\",\"title\":\"Medium\",\"order\":1,\"style\":\"default\"}]}");
        send(Samples.of(Samples.SIZES));
        assertThat(((Reply) playground.events(apple).getFirst()).payload())
                .isIn("W-S", "W-M", "M-L");
    }

    @Test
    void everyKindOfMessageIsTakenByTheGateway() {
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
    void timesAndRichLinksAreTaken() throws Exception {
        TimeSlot slot =
                new TimeSlot("ten", Instant.parse("2026-12-01T10:00:00Z"), Duration.ofMinutes(30));
        assertThat(apple.sendTimePicker(new MessageId(8, 1), TO, "When?", 60, List.of(slot)))
                .isInstanceOf(SendOutcome.Accepted.class);
        assertThat(((Reply) playground.events(apple).getFirst()).payload()).isEqualTo("ten");
        assertThat(
                        apple.sendRichLink(
                                new MessageId(8, 2),
                                TO,
                                URI.create("https://shop.example"),
                                "Shop",
                                new byte[] {1},
                                "image/png"))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void everyStatusOfTheTableIsItsClassOverTheWire() {
        AppleAccount.ERRORS
                .rows()
                .forEach(row -> {
                    playground.refuseNext(
                            Channel.APPLE,
                            Integer.parseInt(row.code().substring("http-".length())));
                    SendOutcome.Refused refused =
                            (SendOutcome.Refused) send(Samples.content("Sale", null));
                    assertThat(refused.code()).isEqualTo(row.code());
                    assertThat(refused.failure()).as(row.code()).isEqualTo(row.failure());
                });
        assertThat(Samples.gone(apple, AppleAccount.ERRORS)).isEmpty();
    }

    @Test
    void aBrokenGatewayMayHaveSentIt() {
        for (int status : new int[] {500, 502, 504}) {
            playground.refuseNext(Channel.APPLE, status);
            assertThat(send(Samples.content("Sale", null)))
                    .as("%d", status)
                    .isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void aRepeatedSendIsTheSameMessage() {
        OutboundMessage message = Samples.to(TO, Samples.content("Sale", null));
        playground.loseNextAnswer(Channel.APPLE);
        assertThat(apple.send(message)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(apple.send(message)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(playground.sandbox.received().total(Channel.APPLE)).isEqualTo(1);
    }

    @Test
    void aClosedConversationIsAnOptOutAndThenARecipientFailure() throws Exception {
        playground.sandbox.provider(AppleProvider.class).deeds().get("close").accept(TO);
        assertThat(playground.events(apple))
                .singleElement()
                .isInstanceOfSatisfying(
                        OptOut.class, out -> assertThat(out.evidence()).isEqualTo("apple: close"));
        assertThat(((SendOutcome.Refused) send(Samples.content("Sale", null))).failure())
                .isEqualTo(FailureClass.RECIPIENT);
    }

    @Test
    void largeRepliesAreSaidToBeThere() throws Exception {
        playground.sandbox.provider(AppleProvider.class).deeds().get("largeReply").accept(TO);
        List<InboundEvent> events = playground.events(apple);
        assertThat(((Reply) events.getFirst()).text()).isEqualTo("[interactive]");
    }

    @Test
    void tokensOfOthersOldOnesAndNoneAreRefused() throws Exception {
        playground.sandbox.customers().say(Channel.APPLE, TO, "hello");
        playground.settle();
        WebhookRequest good = playground.webhooks().getFirst();
        assertThat(apple.authentic(good)).isTrue();
        assertThat(apple.authentic(new WebhookRequest(Map.of(), good.body()))).isFalse();
        assertThat(
                        apple.authentic(
                                new WebhookRequest(
                                        Map.of(
                                                "authorization",
                                                good.headers().get("authorization") + "x"),
                                        good.body())))
                .isFalse();
        try (AppleAccount late =
                new AppleAccount(
                        settings(sheet("appleSecret")),
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))) {
            assertThat(late.authentic(good)).isFalse();
        }
    }

    @Test
    void theGatewaySaysWhetherTheAccountWorks() {
        assertThat(apple.verify()).isEqualTo(new AccountCheck.Works(sheet("appleBusinessId")));
        try (AppleAccount other = account("b3RoZXI=")) {
            assertThat(other.verify()).isInstanceOf(AccountCheck.Refused.class);
        }
    }

    @Test
    void mutatedWebhooksAreReadOrTold() throws Exception {
        send(Samples.content("Sale?", null, Samples.YES, Samples.NO));
        send(Samples.of(Samples.SIZES));
        playground.sandbox.customers().say(Channel.APPLE, TO, "STOP");
        playground.settle();
        List<byte[]> packed = playground.webhooks().stream().map(WebhookRequest::body).toList();
        WebhookFuzz.mutate(apple, 75, packed);
        byte[] plain =
                "{\"v\":1,\"id\":\"1\",\"sourceId\":\"a\",\"type\":\"interactive\",\"interactiveData\":{\"data\":{\"quick-reply\":{\"selectedIndex\":0,\"items\":[{\"identifier\":\"y\",\"title\":\"Y\"}]}}}}"
                        .getBytes(StandardCharsets.UTF_8);
        WebhookFuzz.mutate(apple, 76, List.of(plain));
    }

    private SendOutcome send(RenderedMessage content) {
        count++;
        return apple.send(new OutboundMessage(new MessageId(7, count), TO, content, true, null));
    }

    private JsonNode payload(RenderedMessage content) {
        return Objects.requireNonNull(
                JsonBody.answer(
                        apple.preview(Samples.to(TO, content)).getBytes(StandardCharsets.UTF_8)));
    }

    private AppleAccount account(String secret) {
        return new AppleAccount(settings(secret), Clock.systemUTC());
    }

    private AppleSettings settings(String secret) {
        return new AppleSettings(
                "main",
                playground.base(AppleProvider.class, "appleBaseUri"),
                sheet("appleMspId"),
                new Secret(secret),
                sheet("appleBusinessId"),
                Playground.PACE);
    }

    private String sheet(String name) {
        return playground.sheet(AppleProvider.class, name);
    }
}
