package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.email.EmailSettings.Login;
import org.parley.channels.email.ScriptedSmtp.Step;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.Part;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.MessageId;

class EmailAccountTest {

    private GreenMail mailServer;

    @BeforeEach
    void start() {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void handsAMailOver() throws Exception {
        try (EmailAccount account = account(mailServer.getSmtp().getPort(), null, 2)) {
            OutboundMessage message =
                    new OutboundMessage(
                            Samples.ID,
                            "anna@customers.example",
                            Samples.content("Hello", Samples.PICTURE, Samples.SHOP),
                            true,
                            URI.create("https://parley.example/u/x"));

            assertThat(account.send(message))
                    .isEqualTo(new Accepted("30064771114.main@shop.example"));
            assertThat(mailServer.getReceivedMessages())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.getMessageID()).isEqualTo("<30064771114.main@shop.example>");
                        assertThat(it.getHeader("Return-Path", null))
                                .isEqualTo("<news@shop.example>");
                        assertThat(it.getSubject()).isEqualTo("A subject");
                    });
        }
    }

    @Test
    void sendsManyOverAFewConnectionsEachOnce() throws Exception {
        int mails = 500;
        try (EmailAccount account = account(mailServer.getSmtp().getPort(), null, 4);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes =
                    threads.invokeAll(
                            IntStream.rangeClosed(1, mails)
                                    .<Callable<SendOutcome>>mapToObj(i ->
                                            () ->
                                                    account.send(
                                                            new OutboundMessage(
                                                                    new MessageId(1, i),
                                                                    "a" + i + "@customers.example",
                                                                    Samples.content("Hello", null),
                                                                    true,
                                                                    null)))
                                    .toList());
            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Accepted.class);
            }
        }
        MimeMessage[] received = mailServer.getReceivedMessages();
        assertThat(received).hasSize(mails);
        assertThat(received).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
    }

    @Test
    void logsInAndTellsWhenTheServerRefusesTheLogin() {
        mailServer.getUserManager().setAuthRequired(true);
        mailServer.setUser("news@shop.example", "news", "right");
        try (EmailAccount account =
                account(
                        mailServer.getSmtp().getPort(),
                        new Login("news", new Secret("right")),
                        1)) {
            assertThat(account.send(hello())).isInstanceOf(Accepted.class);
        }
        try (EmailAccount account =
                account(
                        mailServer.getSmtp().getPort(),
                        new Login("news", new Secret("wrong")),
                        1)) {
            assertThat(account.send(hello()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            it -> assertThat(it.failure()).isEqualTo(FailureClass.AUTH));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.3.2 go away, RETRYABLE, no-connection",
        "MAIL, 553 5.1.8 who are you, CONFIGURATION, 5.1.8",
        "RCPT, 550 5.1.1 user unknown, RECIPIENT, 5.1.1",
        "RCPT, 450 4.2.1 busy, RETRYABLE, 4.2.1",
        "RCPT, 421 4.7.0 slow down, THROTTLED, 4.7.0",
        "DATA, 554 5.7.1 spam, POLICY, 5.7.1",
        "END, 552 5.2.2 mailbox full, RECIPIENT, 5.2.2",
        "END, 451 4.3.0 try later, RETRYABLE, 4.3.0",
    })
    void readsARefusalAtAnyStep(Step at, String reply, FailureClass failure, String code)
            throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.answering(at, reply);
                EmailAccount account = account(server.port(), null, 1)) {
            assertThat(account.send(hello()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            it -> {
                                assertThat(it.failure()).isEqualTo(failure);
                                assertThat(it.code()).isEqualTo(code);
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "MAIL", "RCPT", "DATA"})
    void mayTryAgainWhenTheConnectionEndsBeforeTheMail(Step at) throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.closingAt(at);
                EmailAccount account = account(server.port(), null, 1)) {
            assertThat(account.send(hello()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            it -> assertThat(it.failure()).isEqualTo(FailureClass.RETRYABLE));
        }
    }

    @Test
    void isUnknownWhenTheConnectionEndsAfterTheMail() throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.closingAt(Step.END);
                EmailAccount account = account(server.port(), null, 1)) {
            assertThat(account.send(hello())).isInstanceOf(Unknown.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void isUnknownWhenTheServerHangsAfterTheMail() throws IOException {
        Duration patience = Duration.ofSeconds(3);
        try (ScriptedSmtp server = ScriptedSmtp.hangingAt(Step.END);
                EmailAccount account =
                        new EmailAccount(
                                settings(server.port(), null, 1, false, patience),
                                Clock.systemUTC())) {
            assertThat(account.send(hello())).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void keepsTheConnectionAfterAnUnknownRecipient() throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.answering(Step.RCPT, "550 5.1.1 user unknown");
                EmailAccount account = account(server.port(), null, 1)) {
            for (int i = 0; i < 5; i++) {
                assertThat(account.send(hello())).isInstanceOf(Refused.class);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void mayTryAgainWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (EmailAccount account = account(port, null, 1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(account.send(hello()))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                it -> assertThat(it.failure()).isEqualTo(FailureClass.RETRYABLE));
            }
        }
    }

    @Test
    void refusesToGoOnWithoutTlsWhenItIsAskedFor() throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.answering(Step.END, "250 ok");
                EmailAccount account =
                        new EmailAccount(
                                settings(server.port(), null, 1, true, Duration.ofSeconds(20)),
                                Clock.systemUTC())) {
            assertThat(account.send(hello())).isInstanceOf(Refused.class);
        }
    }

    @Test
    void warnsThatReplyButtonsAreLeftOutAndAsksForASubject() {
        try (EmailAccount account = account(25, null, 1)) {
            assertThat(
                            account.lint(
                                    new RichMessage(
                                            new Content(
                                                    null, new Part.Text("Hello"), Samples.YES))))
                    .extracting(LintFinding::severity, LintFinding::part)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Severity.ERROR, "content.subject"),
                            org.assertj.core.groups.Tuple.tuple(
                                    Severity.WARNING, "content.buttons[0]"));
        }
    }

    @Test
    void trustsNoWebhook() {
        try (EmailAccount account = account(25, null, 1)) {
            assertThat(account.authentic(new WebhookRequest(Map.of(), new byte[0]))).isFalse();
            byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
            assertThat(account.authentic(new WebhookRequest(Map.of(), event))).isFalse();
            assertThat(account.parse(event)).isEmpty();
        }
    }

    private static OutboundMessage hello() {
        return Samples.to("anna@customers.example", Samples.content("Hello", null));
    }

    private static EmailAccount account(int port, Login login, int concurrency) {
        return new EmailAccount(
                settings(port, login, concurrency, false, Duration.ofSeconds(20)),
                Clock.systemUTC());
    }

    private static EmailSettings settings(
            int port, Login login, int concurrency, boolean tls, Duration patience) {
        return new EmailSettings(
                "main",
                "127.0.0.1",
                port,
                login,
                tls,
                "news@shop.example",
                "Shop",
                null,
                new Pace(concurrency, 1_000, Duration.ofSeconds(20), patience));
    }
}
