package org.parley.sandbox.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;

class EspSiteTest {
    private static final String ANN = "ann@example.org";

    private Sandbox sandbox;
    private ParleyStandIn parley;
    private EspSite esp;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withHabits(Habits.all(Propensities.QUIET)));
        esp = sandbox.provider(EspSite.class);
        sandbox.webhooks().target(Channel.EMAIL, parley.uri("/webhooks/email/main"));
    }

    @AfterEach
    void close() {
        sandbox.close();
        parley.close();
    }

    @Test
    void whoReadsLoadsThePicture() throws Exception {
        send(ANN);
        assertThat(parley.seen("/o/"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.method()).isEqualTo("GET");
                    assertThat(it.header("User-Agent")).contains("Thunderbird");
                });
        assertThat(parley.seen("/webhooks/")).as("nobody tells anything").isEmpty();
    }

    @Test
    void aMailboxThatPrefetchesLoadsItAtDeliveryUnderABareName() throws Exception {
        sandbox.customers().habits(Habits.all(new Propensities(1, 0, 0, 0, 0, 0, 0)));
        esp.quirks(MailQuirks.NONE.prefetching());
        send(ANN);
        assertThat(parley.seen("/o/"))
                .singleElement()
                .satisfies(it -> assertThat(it.header("User-Agent")).isEqualTo("Mozilla/5.0"));
    }

    @Test
    void aScannerLooksAtEveryLink() throws Exception {
        esp.quirks(MailQuirks.NONE.scanning());
        send(ANN);
        assertThat(parley.seen("/r/"))
                .extracting(ParleyStandIn.Seen::method)
                .containsExactly("HEAD", "HEAD");
    }

    @ParameterizedTest
    @EnumSource(
            value = Esp.class,
            names = {"SES", "SENDGRID", "MAILGUN", "POSTMARK"})
    void aProviderTakesEveryMailAndTellsLaterWhatBecameOfIt(Esp kind) throws Exception {
        esp.quirks(MailQuirks.of(kind));
        sandbox.customers().book().unregister(Channel.EMAIL, "gone@example.org");
        send(ANN);
        send("gone@example.org");
        assertThat(told()).containsExactlyInAnyOrder("DELIVERED", "OPENED", "BOUNCED");
        assertThat(parley.seen("/webhooks/")).hasSize(3);
    }

    @Test
    void aServerOfOnesOwnTellsOnlyWhatComesBack() throws Exception {
        esp.quirks(MailQuirks.of(Esp.OWN_SERVER));
        sandbox.customers().habits(Habits.all(new Propensities(0, 1, 0, 0, 0, 0, 0)));
        send(ANN);
        assertThat(told()).containsExactly("SOFT_BOUNCED");
        assertThat(parley.seen("/webhooks/"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.header("Content-Type")).isEqualTo("message/rfc822");
                    assertThat(it.body()).contains("Status: 5.2.2").contains("<m@parley.test>");
                });
    }

    @Test
    void snsSendsNothingBeforeItsSubscriptionIsConfirmed() {
        sandbox.webhooks().forget(Channel.EMAIL);
        esp.quirks(MailQuirks.of(Esp.SES));
        assertThat(esp.subscribe(parley.uri("/webhooks/email/main"))).isPresent();
        assertThat(sandbox.webhooks().target(Channel.EMAIL)).isEmpty();
        assertThat(parley.seen("/webhooks/").getFirst().json().path("SubscribeURL").asString())
                .startsWith(sandbox.baseUri() + "/esp/sns/?Action=ConfirmSubscription");
    }

    @Test
    void peopleCanBeMadeToComplain() throws Exception {
        esp.quirks(MailQuirks.of(Esp.SENDGRID));
        send(ANN);
        esp.deeds().get("complain").accept("Ann@example.org");
        esp.deeds().get("complain").accept("nobody@example.org");
        assertThat(told()).endsWith("COMPLAINED").hasSize(3);
    }

    private List<String> told() {
        return sandbox.chaos().recorded().stream().map(Webhook::kind).toList();
    }

    private void send(String to) throws MessagingException, InterruptedException {
        Session session = Session.getInstance(new Properties());
        MimeMessage mail =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", "<m@parley.test>");
                    }
                };
        mail.setFrom(new InternetAddress("shop@parley.test"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject("Sale");
        mail.setContent(
                "<a href=\"%s\">One</a> <a href=\"%s\">Two</a> <img src=\"%s\" alt=\"\" width=\"1\">"
                        .formatted(
                                parley.uri("/r/one"), parley.uri("/r/two"), parley.uri("/o/token")),
                "text/html; charset=UTF-8");
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    sandbox.smtpHost(),
                    sandbox.smtpPort(),
                    sandbox.accounts().mail().user(),
                    sandbox.accounts().mail().password());
            transport.sendMessage(mail, mail.getAllRecipients());
        }
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
    }
}
