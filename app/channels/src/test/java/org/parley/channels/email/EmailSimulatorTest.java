package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.parley.channels.Samples;
import org.parley.channels.testing.Receiver;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.WebhookRequest;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.email.Esp;
import org.parley.sandbox.email.EspSite;
import org.parley.sandbox.email.MailEvent;
import org.parley.sandbox.email.MailQuirks;
import org.parley.sandbox.webhook.Webhook;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The account against the simulated mail providers: what they tell of a mail that was really
/// handed over is believed, and understood.
class EmailSimulatorTest {

    private static final String ANNA = "anna@customers.example";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Sandbox sandbox;
    private EspSite esp;

    @BeforeEach
    void start() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withHabits(Habits.all(new Propensities(1, 0, 0, 0, 0, 0, 0))));
        esp = sandbox.provider(EspSite.class);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "OWN_SERVER"})
    void everyEventOfAProviderIsAuthenticAndUnderstood(Esp kind) throws Exception {
        esp.quirks(MailQuirks.of(kind));
        try (EmailAccount account = account(kind, "opens", "provider")) {
            hand(account);
            assertThat(told(account, MailEvent.DELIVERED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            it -> {
                                assertThat(it.kind()).isEqualTo(ReceiptKind.DELIVERED);
                                assertThat(it.messageId()).isEqualTo(Samples.ID);
                            });
            assertThat(told(account, MailEvent.BOUNCED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Bounce.class,
                            it -> {
                                assertThat(it.permanent()).isTrue();
                                assertThat(it.address()).isEqualTo(ANNA);
                                assertThat(it.messageId()).isEqualTo(Samples.ID);
                            });
            aFullMailboxPassesAndABlockIsPolicy(account);
            assertThat(told(account, MailEvent.COMPLAINED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Complaint.class,
                            it -> {
                                assertThat(it.address()).isEqualTo(ANNA);
                                assertThat(it.messageId()).isEqualTo(Samples.ID);
                            });
            assertThat(told(account, MailEvent.UNSUBSCRIBED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            OptOut.class, it -> assertThat(it.address()).isEqualTo(ANNA));
            assertThat(told(account, MailEvent.OPENED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipt.class, it -> assertThat(it.kind()).isEqualTo(ReceiptKind.READ));
            assertThat(told(account, MailEvent.PREFETCHED)).isEmpty();
            assertThat(told(account, MailEvent.CLICKED)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "OWN_SERVER"})
    void opensOfAProviderAreNotTakenWhereWeCountThemOrNobodyDoes(Esp kind) throws Exception {
        esp.quirks(MailQuirks.of(kind));
        for (String opens : List.of("own", "none")) {
            try (EmailAccount account = account(kind, "opens", opens)) {
                hand(account);
                assertThat(told(account, MailEvent.OPENED)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2"})
    void snsMayOldOrNewSign(boolean old, String version) throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        esp.signVersion1(old);
        try (EmailAccount account = account(Esp.SES)) {
            hand(account);
            Webhook webhook = webhook(MailEvent.DELIVERED);
            assertThat(JSON.readTree(webhook.body()).path("SignatureVersion").asString())
                    .isEqualTo(version);
            assertThat(account.authentic(request(webhook))).isTrue();
        }
    }

    @Test
    void nothingInAMessageOfSnsCanBeChangedOrComesFromAnotherTopic() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        try (EmailAccount account = account(Esp.SES);
                EmailAccount other =
                        account(
                                Esp.SES,
                                "ses-topic",
                                "arn:aws:sns:eu-west-1:210987654321:mail-events");
                EmailAccount onlyAmazon = account(Esp.SES, "sns-uri", "")) {
            hand(account);
            Webhook webhook = webhook(MailEvent.BOUNCED);
            assertThat(account.authentic(request(webhook))).isTrue();
            assertThat(account.authentic(request(webhook))).as("told twice").isTrue();
            assertThat(other.authentic(request(webhook))).isFalse();
            assertThat(onlyAmazon.authentic(request(webhook)))
                    .as("the certificate lies elsewhere")
                    .isFalse();
            for (String field : List.of("Message", "MessageId", "Timestamp", "Type", "TopicArn")) {
                assertThat(account.authentic(changed(webhook, field, "x"))).as(field).isFalse();
            }
            assertThat(account.authentic(changed(webhook, "Subject", "x"))).isFalse();
            assertThat(account.authentic(changed(webhook, "Signature", "bm8="))).isFalse();
            assertThat(account.authentic(changed(webhook, "Signature", "no base64"))).isFalse();
            assertThat(account.authentic(changed(webhook, "SignatureVersion", "1"))).isFalse();
            assertThat(account.authentic(changed(webhook, "SignatureVersion", "3"))).isFalse();
            String elsewhere = sandbox.baseUri() + "/esp/sns/SimpleNotificationService-f00.pem";
            assertThat(account.authentic(changed(webhook, "SigningCertURL", elsewhere))).isFalse();
            WebhookRequest bare =
                    new WebhookRequest(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(account.authentic(bare)).isFalse();
        }
    }

    @Test
    void aSubscriptionIsConfirmedOnlyIfItIsOurs() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        try (EmailAccount account = account(Esp.SES);
                Receiver parley = new Receiver(account)) {
            assertThat(esp.subscribe(parley.uri())).isEmpty();
            assertThat(esp.confirmations()).isEqualTo(1);
        }
    }

    @Test
    void aSubscriptionWhoseAddressWasChangedIsNotConfirmed() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        try (EmailAccount account = account(Esp.SES);
                EmailAccount deaf = EventAccounts.with();
                Receiver parley = new Receiver(deaf)) {
            WebhookRequest asked = subscriptionThatNobodyConfirmed(parley);
            assertThat(account.challenge(new WebhookRequest(Map.of(), asked.body()))).isEmpty();
            String elsewhere = sandbox.baseUri() + "/discard";
            assertThat(account.challenge(changed(asked, "SubscribeURL", elsewhere))).isEmpty();
            assertThat(esp.confirmations()).isZero();
            assertThat(account.challenge(asked)).isPresent();
            assertThat(esp.confirmations()).isEqualTo(1);
            assertThat(account.parse(asked.body())).isEmpty();
        }
    }

    /// SNS asks again after an answer of 500, and never after one of 200.
    @Test
    void aConfirmationThatSnsDoesNotTakeNowIsNoAnswer() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        try (EmailAccount account = account(Esp.SES);
                EmailAccount deaf = EventAccounts.with();
                Receiver parley = new Receiver(deaf)) {
            WebhookRequest asked = subscriptionThatNobodyConfirmed(parley);
            hand(account);
            assertThat(account.authentic(request(webhook(MailEvent.DELIVERED))))
                    .as("the certificate is known now")
                    .isTrue();
            sandbox.close();
            assertThatThrownBy(() -> account.challenge(asked))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not take the confirmation");
        }
    }

    @Test
    void aServerOfOnesOwnTellsByMail() throws Exception {
        esp.quirks(MailQuirks.of(Esp.OWN_SERVER).hidingPeople());
        try (EmailAccount account = account(Esp.OWN_SERVER)) {
            hand(account);
            assertThat(told(account, MailEvent.BOUNCED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Bounce.class,
                            it -> {
                                assertThat(it.permanent()).isTrue();
                                assertThat(it.messageId()).isEqualTo(Samples.ID);
                                assertThat(it.address()).isNull();
                            });
            aFullMailboxPassesAndABlockIsPolicy(account);
            assertThat(told(account, MailEvent.DEFERRED)).isEmpty();
            assertThat(told(account, MailEvent.COMPLAINED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Complaint.class,
                            it -> assertThat(it.messageId()).isEqualTo(Samples.ID));
            assertThat(webhook(MailEvent.COMPLAINED).text()).doesNotContain(ANNA);
        }
    }

    @Test
    void mutatedMessagesOfSnsAreMalformedOrUnderstood() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SES));
        try (EmailAccount account = account(Esp.SES, "opens", "provider")) {
            hand(account);
            List<byte[]> good = new ArrayList<>();
            for (MailEvent event : MailEvent.values()) {
                good.add(webhook(event).body());
            }
            WebhookFuzz.mutate(account, 20_261_122, good);
        }
    }

    private void aFullMailboxPassesAndABlockIsPolicy(EmailAccount account) {
        assertThat(told(account, MailEvent.SOFT_BOUNCED))
                .singleElement()
                .isInstanceOfSatisfying(Bounce.class, it -> assertThat(it.permanent()).isFalse());
        assertThat(told(account, MailEvent.BLOCKED))
                .singleElement()
                .isInstanceOfSatisfying(
                        Receipt.class,
                        it -> assertThat(it.failure()).isEqualTo(FailureClass.POLICY));
    }

    private WebhookRequest subscriptionThatNobodyConfirmed(Receiver deaf) {
        assertThat(esp.subscribe(deaf.uri())).isPresent();
        return new WebhookRequest(
                Map.of("x-amz-sns-message-type", "SubscriptionConfirmation"),
                EventAccounts.bytes(deaf.refused().getFirst()));
    }

    private void hand(EmailAccount account) throws InterruptedException {
        assertThat(account.send(Samples.to(ANNA, Samples.content("Hello", null, Samples.SHOP))))
                .isInstanceOf(Accepted.class);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(20))).isTrue();
    }

    private List<InboundEvent> told(EmailAccount account, MailEvent event) {
        Webhook webhook = webhook(event);
        assertThat(account.authentic(request(webhook))).as("%s", event).isTrue();
        return account.parse(webhook.body());
    }

    /// What is told of the last mail to Anna.
    private Webhook webhook(MailEvent event) {
        esp.tell(event, ANNA);
        return sandbox.chaos().recorded().getLast();
    }

    private EmailAccount account(Esp kind, String... more) {
        Map<String, String> sheet = esp.account(sandbox.baseUri());
        Map<String, String> settings = new HashMap<>();
        settings.put("host", sandbox.smtpHost());
        settings.put("port", Integer.toString(sandbox.smtpPort()));
        settings.put("user", sandbox.accounts().mail().user());
        settings.put("password", sandbox.accounts().mail().password());
        settings.put("start-tls", "false");
        settings.put("bounce-domain", "bounce.shop.example");
        settings.put("returned-mail-secret", sheet.get("returnedMailSecret"));
        if (kind != Esp.OWN_SERVER) {
            settings.put("events", kind.name().toLowerCase(Locale.ROOT));
            settings.put("ses-topic", sheet.get("snsTopic"));
            settings.put("sns-uri", sheet.get("snsUri"));
            settings.put("sendgrid-verification-key", sheet.get("sendGridVerificationKey"));
            settings.put("mailgun-signing-key", sheet.get("mailgunSigningKey"));
            settings.put("postmark-password", sheet.get("postmarkPassword"));
        }
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return EventAccounts.with(
                Clock.systemUTC(),
                settings.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
    }

    private static WebhookRequest changed(Webhook webhook, String field, String value) {
        return changed(request(webhook), field, value);
    }

    private static WebhookRequest changed(WebhookRequest request, String field, String value) {
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        body.put(field, value);
        return new WebhookRequest(request.headers(), JSON.writeValueAsBytes(body));
    }

    private static WebhookRequest request(Webhook webhook) {
        Map<String, String> headers = new HashMap<>();
        webhook.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new WebhookRequest(headers, webhook.body());
    }
}
