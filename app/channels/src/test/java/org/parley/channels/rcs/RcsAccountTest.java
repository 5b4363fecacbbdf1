package org.parley.channels.rcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.Revocation;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.rcs.RcsProvider;
import org.parley.sandbox.world.Channel;

class RcsAccountTest {

    private static final String TO = "+359888123456";

    private Playground playground;
    private RcsAccount rcs;

    @BeforeEach
    void start() throws Exception {
        open(new Playground(new Propensities(1, 1, 0, 1, 0, 0, 0)));
    }

    @AfterEach
    void close() {
        rcs.close();
        playground.close();
    }

    @Test
    void textWithChipsIsContentMessageWithSuggestions() {
        assertThat(payload(Samples.content("Sale", null, Samples.YES, Samples.SHOP)))
                .isEqualTo(
                        json(
                                "{'contentMessage':{'text':'Sale','suggestions':["
                                        + "{'reply':{'text':'Yes','postbackData':'YES'}},"
                                        + "{'action':{'text':'To the shop','postbackData':'url','openUrlAction':{'url':'https://t.example/r/AbC123'}}}]},"
                                        + "'messageTrafficType':'PROMOTION','ttl':'14400s'}"));
    }

    @Test
    void aPictureAloneIsContentInfoAndWithWordsACard() {
        assertThat(payload(Samples.of(Samples.PICTURE)))
                .contains(
                        json(
                                "{'contentMessage':{'contentInfo':{'fileUrl':'https://shop.example/spring.png'}}"));
        assertThat(payload(Samples.content("Sale", Samples.PICTURE)))
                .contains(
                        json(
                                "{'richCard':{'standaloneCard':{'cardOrientation':'VERTICAL','cardContent':{'description':'Sale','media':{'height':'MEDIUM','contentInfo':{'fileUrl':'https://shop.example/spring.png'}}}}}}"));
    }

    @Test
    void cardsAreACarousel() {
        RenderedMessage message =
                Samples.of(
                        new Part.Carousel(
                                null,
                                List.of(
                                        Samples.card("One", "first", Samples.SHOP),
                                        Samples.card("Two", "second", Samples.YES)),
                                null));
        assertThat(payload(message))
                .contains(
                        json("{'richCard':{'carouselCard':{'cardWidth':'MEDIUM','cardContents':["))
                .contains(json("'title':'One','description':'first','media':{'height':'MEDIUM'"));
        assertThat(send(message)).isInstanceOf(SendOutcome.Accepted.class);
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
                        Samples.card("One", "first", Samples.SHOP, Samples.YES))) {
            try (RcsAccount each = account("rcs-" + part.kind().type())) {
                SendOutcome outcome =
                        each.send(Samples.to(TO, Samples.of(part, Samples.YES, Samples.NO)));
                assertThat(outcome).as("%s", part.kind()).isInstanceOf(SendOutcome.Accepted.class);
            }
        }
    }

    @Test
    void receiptsAndAnswersComeBack() throws Exception {
        SendOutcome outcome = send(Samples.content("Sale", null, Samples.YES));
        String id = ((SendOutcome.Accepted) outcome).providerMessageId();
        List<InboundEvent> events = playground.events(rcs);
        assertThat(events)
                .filteredOn(Receipt.class::isInstance)
                .extracting(each -> ((Receipt) each).kind())
                .containsExactlyInAnyOrder(ReceiptKind.DELIVERED, ReceiptKind.READ);
        assertThat(events)
                .filteredOn(Receipt.class::isInstance)
                .allSatisfy(each -> assertThat(((Receipt) each).providerMessageId()).isEqualTo(id));
        assertThat(events)
                .filteredOn(Reply.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.class,
                        reply -> {
                            assertThat(reply.address()).isEqualTo(TO);
                            assertThat(reply.payload()).isEqualTo("YES");
                            assertThat(reply.text()).isEqualTo("Yes");
                        });
    }

    @Test
    void aRepeatedSendIsTheSameMessage() {
        SendOutcome first = send(Samples.content("Sale", null));
        playground.loseNextAnswer(Channel.RCS);
        assertThat(send(Samples.content("Sale", null))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(send(Samples.content("Sale", null))).isEqualTo(first);
        playground.refuseNext(Channel.RCS, 409);
        assertThat(send(Samples.content("Sale", null))).isEqualTo(first);
        assertThat(playground.sandbox.received().total(Channel.RCS)).isEqualTo(1);
    }

    @Test
    void everyStatusOfTheTableIsItsClassOverTheWire() {
        Map<String, Integer> codes =
                Map.of(
                        "INVALID_ARGUMENT", 400,
                        "UNAUTHENTICATED", 401,
                        "PERMISSION_DENIED", 403,
                        "NOT_FOUND", 404,
                        "RESOURCE_EXHAUSTED", 429,
                        "INTERNAL", 500,
                        "UNAVAILABLE", 503);
        codes.forEach((status, code) -> {
            playground.refuseNext(Channel.RCS, code);
            SendOutcome.Refused refused = (SendOutcome.Refused) send(Samples.content("Sale", null));
            assertThat(refused.code()).isEqualTo(status);
            assertThat(refused.failure()).isEqualTo(failure(status, ""));
        });
        assertThat(failure("DEADLINE_EXCEEDED", "")).isEqualTo(FailureClass.RETRYABLE);
        assertThat(
                        failure(
                                "RESOURCE_EXHAUSTED",
                                "Exceeded the allowed traffic limit for this agent on the user"))
                .isEqualTo(FailureClass.RECIPIENT);
        // Who has no RCS today may have it tomorrow.
        assertThat(Samples.gone(rcs, RcsAccount.ERRORS)).isEmpty();
    }

    @Test
    void capabilitiesAreAskedAndWhoHasNoneIsARecipientFailure() {
        assertThat(rcs.reach(TO))
                .isInstanceOfSatisfying(
                        RcsAccount.Reach.Has.class,
                        has -> assertThat(has.features()).contains("RICHCARD_CAROUSEL"));
        playground.sandbox.customers().book().unregister(Channel.RCS, TO);
        assertThat(rcs.reach(TO)).isInstanceOf(RcsAccount.Reach.None.class);
        assertThat(((SendOutcome.Refused) send(Samples.content("Sale", null))).failure())
                .isEqualTo(FailureClass.RECIPIENT);
    }

    @Test
    void expiryAndConsentComeBack() throws Exception {
        SendOutcome.Accepted sent = (SendOutcome.Accepted) send(Samples.content("Sale", null));
        playground.settle();
        playground.webhooks().clear();
        playground.sandbox.provider(RcsProvider.class).expire(sent.providerMessageId(), false);
        playground.sandbox.provider(RcsProvider.class).deeds().get("unsubscribe").accept(TO);
        playground.sandbox.provider(RcsProvider.class).deeds().get("subscribe").accept(TO);
        List<InboundEvent> events = playground.events(rcs);
        assertThat(((Receipt) events.get(0)).kind()).isEqualTo(ReceiptKind.EXPIRED);
        assertThat(((OptOut) events.get(1)).evidence()).isEqualTo("rcs: UNSUBSCRIBE");
        assertThat(events.get(2)).isInstanceOf(OptIn.class);
    }

    @Test
    void whatIsTakenBackInTimeNeverArrives() throws Exception {
        slowly();
        SendOutcome.Accepted sent = (SendOutcome.Accepted) send(Samples.content("Sale", null));
        assertThat(rcs.revoke(TO, sent.providerMessageId())).isEqualTo(Revocation.GONE);
        assertThat(rcs.revoke(TO, sent.providerMessageId())).isEqualTo(Revocation.GONE);
        assertThat(playground.events(rcs)).isEmpty();
    }

    @Test
    void whatIsTakenBackTooLateIsToldByItsReceipt() throws Exception {
        slowly();
        playground.sandbox.provider(RcsProvider.class).overtakeRevocations(true);
        SendOutcome.Accepted sent = (SendOutcome.Accepted) send(Samples.content("Sale", null));
        assertThat(rcs.revoke(TO, sent.providerMessageId())).isEqualTo(Revocation.GONE);
        assertThat(((Receipt) playground.events(rcs).getFirst()).kind())
                .isEqualTo(ReceiptKind.DELIVERED);
    }

    @Test
    void aRevocationWithoutAnAnswerIsUncertain() {
        RcsSettings right = settings("main");
        RcsSettings nowhere =
                new RcsSettings(
                        "main",
                        URI.create("http://127.0.0.1:1/"),
                        right.agentId(),
                        right.serviceAccount(),
                        right.clientToken(),
                        null,
                        null,
                        Playground.PACE);
        try (RcsAccount unreachable = new RcsAccount(nowhere, Clock.systemUTC())) {
            assertThat(unreachable.revoke(TO, "id-1")).isEqualTo(Revocation.UNCERTAIN);
        }
    }

    /// Messages take a moment to arrive, and nobody reads them.
    private void slowly() throws Exception {
        playground.close();
        open(
                new Playground(
                        SandboxSettings.forTests()
                                .withTimeScale(0.5)
                                .withHabits(Habits.all(new Propensities(1, 0, 0, 0, 0, 0, 0)))));
    }

    @Test
    void wrongMissingAndForeignSignaturesAreRefused() throws Exception {
        send(Samples.content("Sale", null));
        playground.settle();
        WebhookRequest good = playground.webhooks().getLast();
        assertThat(rcs.authentic(good)).isTrue();
        assertThat(rcs.authentic(new WebhookRequest(Map.of(), good.body()))).isFalse();
        assertThat(rcs.authentic(new WebhookRequest(good.headers(), new byte[] {'{', '}'})))
                .isFalse();
        WebhookRequest check =
                new WebhookRequest(
                        Map.of(),
                        json("{'clientToken':'%s','secret':'s'}".formatted(sheet("rcsClientToken")))
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(rcs.challenge(check)).contains("s");
        assertThat(rcs.parse(check.body())).isEmpty();
        WebhookRequest forged =
                new WebhookRequest(
                        Map.of(),
                        json("{'clientToken':'x','secret':'s'}").getBytes(StandardCharsets.UTF_8));
        assertThat(rcs.challenge(forged)).isEmpty();
    }

    @Test
    void theAgentSaysThatItWorksAndAWrongOneDoesNot() {
        assertThat(rcs.verify()).isEqualTo(new AccountCheck.Works(sheet("rcsAgentId")));
        RcsSettings right = settings("main");
        RcsSettings wrong =
                new RcsSettings(
                        "main",
                        right.baseUri(),
                        "other_agent",
                        right.serviceAccount(),
                        right.clientToken(),
                        null,
                        null,
                        Playground.PACE);
        try (RcsAccount other = new RcsAccount(wrong, Clock.systemUTC())) {
            assertThat(other.verify()).isInstanceOf(AccountCheck.Refused.class);
        }
    }

    @Test
    void aWithdrawnTokenIsRenewed() {
        send(Samples.content("Sale", null));
        playground.sandbox.provider(RcsProvider.class).revokeTokens();
        assertThat(((SendOutcome.Refused) send(Samples.content("Sale", null))).failure())
                .isEqualTo(FailureClass.AUTH);
        assertThat(send(Samples.content("Sale", null))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void mutatedWebhooksAreReadOrTold() throws Exception {
        send(Samples.content("Sale", null, Samples.YES));
        playground.sandbox.customers().say(Channel.RCS, TO, "STOP");
        playground.settle();
        WebhookFuzz.mutate(
                rcs, 73, playground.webhooks().stream().map(WebhookRequest::body).toList());
    }

    private void open(Playground opened) {
        playground = opened;
        playground.sandbox.webhooks().target(Channel.RCS, playground.webhook());
        rcs = account("main");
    }

    private RcsAccount account(String name) {
        return new RcsAccount(settings(name), Clock.systemUTC());
    }

    private RcsSettings settings(String name) {
        return new RcsSettings(
                name,
                playground.base(RcsProvider.class, "rcsBaseUri"),
                sheet("rcsAgentId"),
                new Secret(sheet("rcsServiceAccount")),
                new Secret(sheet("rcsClientToken")),
                "PROMOTION",
                Duration.ofHours(4),
                Playground.PACE);
    }

    private static FailureClass failure(String status, String message) {
        return RcsAccount.ERRORS.find(status, message).orElseThrow().failure();
    }

    private SendOutcome send(RenderedMessage content) {
        return rcs.send(to(content));
    }

    private static OutboundMessage to(RenderedMessage content) {
        return Samples.to(TO, content);
    }

    private String payload(RenderedMessage content) {
        return String.valueOf(
                JsonBody.answer(rcs.preview(to(content)).getBytes(StandardCharsets.UTF_8)));
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    private String sheet(String name) {
        return playground.sheet(RcsProvider.class, name);
    }
}
