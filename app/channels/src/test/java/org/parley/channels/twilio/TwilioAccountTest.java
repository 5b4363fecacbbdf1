package org.parley.channels.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.FormBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Part;
import org.parley.sandbox.twilio.TwilioProvider;
import org.parley.sandbox.world.Channel;

class TwilioAccountTest {

    private static final String TO = "+359888123456";

    private Playground playground;
    private TwilioAccount twilio;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        twilio = account(sheet("twilioAuthToken"), sheet("twilioFrom"));
    }

    @AfterEach
    void close() {
        twilio.close();
        playground.close();
    }

    @Test
    void theFormHasWhatTwilioDocumentsAndLinksStandInTheText() {
        String form =
                twilio.preview(
                        Samples.to(TO, Samples.content("Sale", null, Samples.SHOP, Samples.YES)));
        FormBody read = FormBody.read(form.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(read.required("To")).isEqualTo(TO);
        assertThat(read.required("From")).isEqualTo(sheet("twilioFrom"));
        assertThat(read.required("StatusCallback"))
                .isEqualTo(playground.webhook() + "#rc=5&rp=all");
        assertThat(read.required("Body"))
                .startsWith("Sale")
                .contains("https://t.example/r/AbC123")
                .contains("Yes");
    }

    @Test
    void aPictureIsAnAddressInTheTextUnlessTheSenderMaySendMms() {
        OutboundMessage picture = Samples.to(TO, Samples.content("Sale", Samples.PICTURE));
        FormBody sms = form(twilio, picture);
        assertThat(sms.text("MediaUrl")).isNull();
        assertThat(sms.required("Body")).contains("https://shop.example/spring.png");
        try (TwilioAccount mms = account(sheet("twilioAuthToken"), sheet("twilioFrom"), true)) {
            FormBody read = form(mms, picture);
            assertThat(read.required("Body")).isEqualTo("Sale");
            assertThat(read.required("MediaUrl")).isEqualTo("https://shop.example/spring.png");
            assertThat(mms.send(picture)).isInstanceOf(SendOutcome.Accepted.class);
            OutboundMessage alone = Samples.to(TO, Samples.of(Samples.LEAFLET));
            assertThat(form(mms, alone).text("Body")).isNull();
            assertThat(mms.send(alone)).isInstanceOf(SendOutcome.Accepted.class);
            OutboundMessage text = Samples.to(TO, Samples.content("Sale", null));
            assertThat(form(mms, text).text("MediaUrl")).isNull();
        }
    }

    @Test
    void onlyPicturesMayBeLarge() {
        URI address = URI.create("https://shop.example/a.mp4");
        Part.Video film = new Part.Video(address, "Look", null, 500_001L, 9, null);
        try (TwilioAccount mms = account(sheet("twilioAuthToken"), sheet("twilioFrom"), true)) {
            assertThat(form(mms, Samples.to(TO, Samples.of(film))).required("Body"))
                    .contains("https://shop.example/a.mp4");
        }
    }

    private static FormBody form(TwilioAccount account, OutboundMessage message) {
        return FormBody.read(account.preview(message).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    void aMessageIsAcceptedSentAndDelivered() throws Exception {
        SendOutcome outcome = send();
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        String sid = ((SendOutcome.Accepted) outcome).providerMessageId();
        assertThat(playground.events(twilio))
                .extracting(event -> ((Receipt) event).kind())
                .containsExactlyInAnyOrder(ReceiptKind.SENT, ReceiptKind.DELIVERED);
        assertThat(playground.events(twilio))
                .allSatisfy(
                        event -> assertThat(((Receipt) event).providerMessageId()).isEqualTo(sid));
    }

    @Test
    void aMessagingServiceSendsToo() {
        try (TwilioAccount service =
                account(sheet("twilioAuthToken"), sheet("twilioMessagingServiceSid"))) {
            assertThat(service.send(Samples.to(TO, Samples.content("Sale", null))))
                    .isInstanceOf(SendOutcome.Accepted.class);
            assertThat(service.registerWebhook(playground.webhook()))
                    .isInstanceOf(WebhookRegistration.ByHand.class);
        }
    }

    @Test
    void everyCodeOfTheTableIsItsClassOverTheWire() throws Exception {
        for (ErrorTable.Row each : TwilioEvents.ERRORS.rows()) {
            int code = Integer.parseInt(each.code());
            playground.refuseNext(Channel.SMS, code);
            SendOutcome outcome = send();
            if (code >= 30_000) {
                assertThat(outcome).as("%d", code).isInstanceOf(SendOutcome.Accepted.class);
                String sid = ((SendOutcome.Accepted) outcome).providerMessageId();
                assertThat(playground.events(twilio))
                        .filteredOn(event ->
                                event instanceof Receipt receipt
                                        && sid.equals(receipt.providerMessageId()))
                        .singleElement()
                        .satisfies(event -> {
                            Receipt receipt = (Receipt) event;
                            assertThat(receipt.failure()).isEqualTo(each.failure());
                            assertThat(receipt.code()).isEqualTo(each.code());
                        });
            } else {
                assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
                SendOutcome.Refused refused = (SendOutcome.Refused) outcome;
                assertThat(refused.failure()).as("%d", code).isEqualTo(each.failure());
                assertThat(refused.code()).isEqualTo(each.code());
            }
        }
        assertThat(Samples.gone(twilio, TwilioEvents.ERRORS))
                .containsExactly("21211", "21217", "21614", "30005", "30006");
    }

    @Test
    void aLostAnswerIsUnknownBecauseTwilioRecognisesNoRepeat() {
        playground.loseNextAnswer(Channel.SMS);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(twilio.capabilities().idempotentSend()).isFalse();
        assertThat(playground.sandbox.received().total(Channel.SMS)).isEqualTo(1);
    }

    @Test
    void stopAndStartAreConsentWithEvidence() throws Exception {
        assertThat(twilio.registerWebhook(playground.webhook()))
                .isInstanceOf(WebhookRegistration.Registered.class);
        playground.sandbox.customers().say(Channel.SMS, TO, "Stop");
        List<InboundEvent> stop = playground.events(twilio);
        assertThat(stop.getFirst()).isInstanceOf(Reply.class);
        assertThat(stop.getLast())
                .isInstanceOfSatisfying(
                        OptOut.class,
                        out -> {
                            assertThat(out.address()).isEqualTo(TO);
                            assertThat(out.evidence()).isEqualTo("twilio: OptOutType STOP");
                        });
        assertThat(((SendOutcome.Refused) send()).failure()).isEqualTo(FailureClass.OPTED_OUT);
        playground.sandbox.customers().say(Channel.SMS, TO, "START");
        assertThat(playground.events(twilio).getLast()).isInstanceOf(OptIn.class);
    }

    @Test
    void signaturesHoldWithAndWithoutThePortAndNothingElseDoes() throws Exception {
        send();
        playground.sandbox.provider(TwilioProvider.class).signPort(false);
        send();
        assertThat(playground.events(twilio)).hasSize(4);
        WebhookRequest good = playground.webhooks().getFirst();
        byte[] changed =
                new String(good.body(), StandardCharsets.UTF_8)
                        .replace("MessageStatus=", "MessageStatus=x")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(twilio.authentic(new WebhookRequest(good.headers(), changed))).isFalse();
        assertThat(twilio.authentic(new WebhookRequest(Map.of(), good.body()))).isFalse();
        try (TwilioAccount other = account("another-token", sheet("twilioFrom"))) {
            assertThat(other.authentic(good)).isFalse();
        }
    }

    @Test
    void theAccountSaysWhoItIs() {
        assertThat(twilio.verify()).isEqualTo(new AccountCheck.Works("Sandbox"));
        try (TwilioAccount other = account("another-token", sheet("twilioFrom"))) {
            assertThat(other.verify()).isInstanceOf(AccountCheck.Refused.class);
            assertThat(other.registerWebhook(playground.webhook()))
                    .isInstanceOfSatisfying(
                            WebhookRegistration.NotRegistered.class,
                            why -> assertThat(why.code()).isEqualTo("http-401"));
            assertThat(((SendOutcome.Refused) other.send(message())).failure())
                    .isEqualTo(FailureClass.AUTH);
        }
    }

    @Test
    void mutatedWebhooksAreReadOrTold() throws Exception {
        twilio.registerWebhook(playground.webhook());
        send();
        playground.sandbox.customers().say(Channel.SMS, TO, "Колко?");
        playground.settle();
        WebhookFuzz.mutate(
                twilio, 71, playground.webhooks().stream().map(WebhookRequest::body).toList());
        assertThatThrownBy(() -> twilio.parse("x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedWebhookException.class);
    }

    private SendOutcome send() {
        return twilio.send(message());
    }

    private static OutboundMessage message() {
        return Samples.to(TO, Samples.content("Sale", null));
    }

    private TwilioAccount account(String token, String sender) {
        return account(token, sender, false);
    }

    private TwilioAccount account(String token, String sender, boolean mms) {
        return new TwilioAccount(
                new TwilioSettings(
                        "main",
                        playground.base(TwilioProvider.class, "twilioBaseUri"),
                        sheet("twilioAccountSid"),
                        new Secret(token),
                        sender,
                        playground.webhook(),
                        mms,
                        Playground.PACE),
                Clock.systemUTC());
    }

    private String sheet(String name) {
        return playground.sheet(TwilioProvider.class, name);
    }
}
