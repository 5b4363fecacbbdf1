package org.parley.sandbox.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
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
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.ParleyLink;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.received.ReceivedMessage;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

class MailServerTest {
    private static final Propensities EAGER = new Propensities(1, 1, 1, 0, 1, 1, 1);

    private Sandbox sandbox;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox = Sandbox.start(SandboxSettings.forTests().withHabits(Habits.all(EAGER)));
    }

    @AfterEach
    void close() {
        sandbox.close();
        parley.close();
    }

    @Test
    void aReaderClicksBuysReturnsAndLeavesWithOneClick() throws Exception {
        sandbox.parley(new ParleyLink(parley.uri(""), "key-1"));
        send("ann@example.org", "<promo-1@parley.test>");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(parley.seen("/r/")).hasSize(1);
        assertThat(parley.seen("/r/").getFirst().header("User-Agent")).startsWith("Mozilla/5.0 (");
        ParleyStandIn.Seen exit = parley.seen("/u/").getFirst();
        assertThat(exit.method()).isEqualTo("POST");
        assertThat(exit.body()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(exit.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        var order = parley.seen("/api/v1/orders").getFirst();
        assertThat(order.json().path("customer").path("email").stringValue())
                .isEqualTo("ann@example.org");
        assertThat(parley.seen("/api/v1/orders")).hasSize(2);
    }

    @Test
    void everyMailIsOnRecordByItsMessageId() throws Exception {
        send("Ann@Example.org", "<promo-1@parley.test>");
        send("ann@example.org", "<promo-1@parley.test>");
        List<ReceivedMessage> repeated = sandbox.received().repeated(Channel.EMAIL);
        assertThat(sandbox.received().count(Channel.EMAIL, "ann@example.org")).isEqualTo(2);
        assertThat(repeated).hasSize(1);
        assertThat(repeated.getFirst().trackingId()).isEqualTo("<promo-1@parley.test>");
    }

    @Test
    void aMailboxThatDoesNotExistIs550AtRcpt() {
        sandbox.customers().book().unregister(Channel.EMAIL, "gone@example.org");
        assertThatThrownBy(() -> send("gone@example.org", "<m@parley.test>"))
                .isInstanceOf(SendFailedException.class)
                .hasRootCauseMessage(
                        "550 5.1.1 <gone@example.org>: Recipient address rejected: User unknown in"
                                + " virtual mailbox table\n");
    }

    @Test
    void aFullMailboxIs552AfterData() {
        sandbox.customers().habits(Habits.all(new Propensities(0, 1, 0, 0, 0, 0, 0)));
        assertThatThrownBy(() -> send("full@example.org", "<m@parley.test>"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("552 5.2.2 <full@example.org>: Mailbox full");
        assertThat(sandbox.received().total(Channel.EMAIL)).isZero();
    }

    @Test
    void aWrongPasswordIs535() {
        assertThatThrownBy(() -> send("ann@example.org", "<m@parley.test>", "wrong"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535");
    }

    @Test
    void withoutAuthenticationNothingIsTaken() {
        assertThatThrownBy(() -> send("ann@example.org", "<m@parley.test>", null))
                .hasMessageContaining("530 5.7.0 Authentication required");
    }

    @Test
    void orderedFaultsComeAsOrdered() throws Exception {
        sandbox.refusals().next(Channel.EMAIL, 1, new Refusal.ProviderError(451));
        assertThatThrownBy(() -> send("ann@example.org", "<m@parley.test>"))
                .hasMessageContaining("451 4.3.0");
        sandbox.refusals().next(Channel.EMAIL, 1, new Refusal.DropBeforeAccepting());
        assertThatThrownBy(() -> send("ann@example.org", "<m@parley.test>"))
                .isInstanceOf(MessagingException.class);
        assertThat(sandbox.received().total(Channel.EMAIL)).isZero();
        sandbox.refusals().next(Channel.EMAIL, 1, new Refusal.DropAfterAccepting());
        assertThatThrownBy(() -> send("ann@example.org", "<m@parley.test>"))
                .isInstanceOf(MessagingException.class);
        assertThat(sandbox.received().total(Channel.EMAIL)).isEqualTo(1);
        sandbox.refusals()
                .address(Channel.EMAIL, "bob@example.org", new Refusal.ProviderError(550));
        assertThatThrownBy(() -> send("bob@example.org", "<m@parley.test>"))
                .isInstanceOf(SendFailedException.class);
        send("ann@example.org", "<n@parley.test>");
        assertThat(sandbox.received().total(Channel.EMAIL)).isEqualTo(2);
    }

    @Test
    void withoutTheOneClickHeaderNobodyCanLeave() throws Exception {
        MimeMessage mail = mail("ann@example.org", "<m@parley.test>", session("x"));
        mail.removeHeader("List-Unsubscribe-Post");
        send(mail, sandbox.accounts().mail().password());
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(parley.seen("/u/")).isEmpty();
        assertThat(sandbox.customers().acts().count(Channel.EMAIL, Act.Kind.OPT_OUT_FAILED))
                .isEqualTo(1);
    }

    @Test
    void anOccupiedPortIsNamed() {
        assertThatThrownBy(() ->
                        Sandbox.start(SandboxSettings.forTests().withSmtpPort(sandbox.smtpPort())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "Cannot listen for SMTP on 127.0.0.1:" + sandbox.smtpPort());
    }

    private void send(String to, String messageId) throws MessagingException {
        send(to, messageId, sandbox.accounts().mail().password());
    }

    private void send(String to, String messageId, String password) throws MessagingException {
        send(mail(to, messageId, session(password)), password);
    }

    private void send(MimeMessage mail, String password) throws MessagingException {
        try (Transport transport = session(password).getTransport("smtp")) {
            transport.connect(
                    sandbox.smtpHost(),
                    sandbox.smtpPort(),
                    password == null ? null : sandbox.accounts().mail().user(),
                    password);
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private MimeMessage mail(String to, String messageId, Session session)
            throws MessagingException {
        MimeMessage mail =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", messageId);
                    }
                };
        mail.setFrom(new InternetAddress("shop@parley.test"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject("Sale");
        mail.setHeader(
                "List-Unsubscribe",
                "<%s>, <mailto:u@parley.test>".formatted(parley.uri("/u/token")));
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mail.setContent(
                "<p><a href=\"%s\">Shop</a> <a href='%s'>Unsubscribe</a></p>"
                        .formatted(parley.uri("/r/token?a=1&amp;b=2"), parley.uri("/u/token")),
                "text/html; charset=UTF-8");
        mail.saveChanges();
        return mail;
    }

    private static Session session(String password) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(password != null));
        properties.setProperty("mail.smtp.timeout", "5000");
        return Session.getInstance(properties);
    }
}
