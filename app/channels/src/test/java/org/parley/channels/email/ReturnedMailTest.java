package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.parley.channels.email.EventAccounts.ID;
import static org.parley.channels.email.EventAccounts.NOW;
import static org.parley.channels.email.EventAccounts.THEN;
import static org.parley.channels.email.EventAccounts.bytes;
import static org.parley.channels.email.EventAccounts.parse;
import static org.parley.channels.email.EventAccounts.request;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.MalformedWebhookException;

class ReturnedMailTest {

    private static final String SECRET = "0123456789abcdef";
    private static final String OURS = new MailId("main", new Secret(SECRET)).local(ID);
    private static final String TO = "To: " + OURS + "@bounce.shop.example";
    private static final String STRANGER = "To: mailer@shop.example";

    private final EmailAccount account =
            EventAccounts.with(
                    "bounce-domain", "bounce.shop.example", "returned-mail-secret", SECRET);

    @Test
    void theReturnAddressAndTheMessageIdHoldAnIdThatNobodyGuesses() throws Exception {
        assertThat(OURS).matches("30064771114\\.[0-9a-f]{16}");
        assertThat(EventAccounts.mail(account).getHeader("Message-ID", null))
                .isEqualTo("<" + OURS + "@shop.example>");
        MailId ids = new MailId("main", new Secret(SECRET));
        assertThat(ids.find("rfc822;" + OURS + "@bounce.shop.example")).contains(ID);
        assertThat(ids.find("<x@y>, <" + OURS + "@shop.example>")).contains(ID);
        assertThat(ids.find(OURS.replace("30064771114", "30064771115") + "@shop.example"))
                .isEmpty();
        assertThat(ids.find("30064771114.main@shop.example")).isEmpty();
        assertThat(new MailId("other", new Secret(SECRET)).find(OURS + "@shop.example")).isEmpty();
        assertThat(new MailId("main", null).find("<30064771114.main@shop.example>")).contains(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, smtp; 550 5.1.1 user unknown, true, 5.1.1",
        "5.0.0, smtp; 550 5.1.1 user unknown, true, 5.1.1",
        "5.1.10, smtp; 556 null MX, true, 5.1.10",
        "5.2.2, smtp; 552 mailbox full, false, 5.2.2",
        "4.4.7, smtp; 450 given up, false, 4.4.7",
        "4.0.0, smtp; 450 given up, false, 4.0.0",
        "5.4.4, dns; no route, false, 5.4.4",
    })
    void aFailedDeliveryIsABounceByItsStatus(
            String status, String diagnostic, boolean permanent, String code) {
        assertThat(parse(account, dsn(TO, "failed", status, diagnostic)))
                .containsExactly(new Bounce(null, permanent, null, ID, code, THEN));
    }

    @ParameterizedTest
    @CsvSource({
        "5.7.1, smtp; 550 5.7.1 spam, POLICY, 5.7.1",
        "5.3.4, smtp; 552 too big, CONFIGURATION, 5.3.4",
        "5.0.0, x; no reason, CONFIGURATION, 5.0.0",
        "nonsense, x; no reason, CONFIGURATION, 5.0.0",
    })
    void whatIsNotTheMailboxesFaultIsAFailureOfOurs(
            String status, String diagnostic, FailureClass failure, String code) {
        assertThat(parse(account, dsn(TO, "failed", status, diagnostic)))
                .containsExactly(new Receipt(ReceiptKind.FAILED, null, ID, failure, code, THEN));
    }

    @Test
    void aDelayIsNothingAndADeliveryIsAReceipt() {
        assertThat(parse(account, dsn(TO, "delayed", "4.2.1", "smtp; 450 busy"))).isEmpty();
        assertThat(parse(account, dsn(TO, "relayed", "2.0.0", "smtp; 250 ok"))).isEmpty();
        assertThat(parse(account, dsn(TO, "delivered", "2.0.0", "smtp; 250 ok")))
                .containsExactly(new Receipt(ReceiptKind.DELIVERED, null, ID, null, null, THEN));
    }

    @Test
    void theReturnedHeadersWillDoWhereTheReturnAddressIsLost() {
        String returned =
                dsn(STRANGER, "failed", "5.1.1", "smtp; 550")
                        .replace("{returned}", "Message-ID: <" + OURS + "@shop.example>");
        assertThat(parse(account, returned))
                .containsExactly(new Bounce(null, true, null, ID, "5.1.1", THEN));
    }

    @Test
    void aReportWithoutAnIdOfOursIsAboutNobody() {
        String guessed = "To: 30064771114.0000000000000000@bounce.shop.example";
        for (String to : List.of(STRANGER, guessed, "To: 30064771114.main@bounce.shop.example")) {
            assertThat(parse(account, dsn(to, "failed", "5.1.1", "smtp; 550"))).isEmpty();
        }
    }

    @Test
    void anAbuseReportIsAComplaintOfWhomeverTheMessageWentTo() {
        assertThat(parse(account, arf("abuse")))
                .containsExactly(new Complaint(null, null, ID, "arf: abuse", THEN));
        assertThat(parse(account, arf("not-spam"))).isEmpty();
        assertThat(parse(account, arf("auth-failure"))).isEmpty();
    }

    /// The years have Sundays where 2026 has them: a wrong day of the week is no date at all.
    @Test
    void aTimeInTheFutureIsNow() {
        String early = dsn(TO, "failed", "5.1.1", "smtp; 550").replace("2026", "2037");
        assertThat(parse(account, early)).extracting(InboundEvent::occurredAt).containsExactly(NOW);
    }

    @Test
    void aTimeOfLongAgoIsNow() {
        String old = dsn(TO, "failed", "5.1.1", "smtp; 550").replace("2026", "1998");
        assertThat(parse(account, old)).extracting(InboundEvent::occurredAt).containsExactly(NOW);
    }

    @Test
    void aDateThatNeverEndsIsNotRead() {
        String endless =
                dsn(TO, "failed", "5.1.1", "smtp; 550")
                        .replace("Nov 2026 10:58", "Nov 2026 10:58" + "(".repeat(900_000));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertThat(parse(account, endless))
                                .extracting(InboundEvent::occurredAt)
                                .containsExactly(NOW));
    }

    @Test
    void lettersOfPeopleAreNotReadAndAnythingElseIsMalformed() {
        String letter = TO + "\r\nSubject: Re: Sale\r\n\r\nThanks!\r\n";
        assertThat(parse(account, letter)).isEmpty();
        assertThatThrownBy(() -> parse(account, "\r\n\r\nhello"))
                .isInstanceOf(MalformedWebhookException.class);
        assertThatThrownBy(() -> account.parse(new byte[0]))
                .isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void onlyWhoeverKnowsTheSecretDropsMails() {
        String mail = dsn(TO, "failed", "5.1.1", "smtp; 550");
        String[] right = {"content-type", "message/rfc822", "authorization", "Bearer " + SECRET};
        assertThat(account.authentic(request(mail, right))).isTrue();
        assertThat(account.authentic(request(mail))).isFalse();
        assertThat(account.authentic(request(mail, "content-type", "message/rfc822"))).isFalse();
        assertThat(
                        account.authentic(
                                request(
                                        mail,
                                        "content-type",
                                        "message/rfc822",
                                        "authorization",
                                        "Bearer 0123456789abcdee")))
                .isFalse();
        assertThat(account.authentic(request(mail, "authorization", "Bearer " + SECRET))).isFalse();
        assertThat(account.authentic(request("{\"RecordType\":\"Bounce\"}", right)))
                .as("the secret of mails proves no event")
                .isFalse();
        try (EmailAccount deaf = EventAccounts.with()) {
            assertThat(deaf.authentic(request(mail, right))).isFalse();
        }
    }

    @Test
    void mutatedMailsAreMalformedOrUnderstood() {
        WebhookFuzz.mutate(
                account,
                20_261_122,
                List.of(
                        bytes(dsn(TO, "failed", "5.1.1", "smtp; 550 5.1.1 user unknown")),
                        bytes(dsn(TO, "delayed", "4.2.1", "smtp; 450 busy")),
                        bytes(arf("abuse"))));
    }

    private static String dsn(String to, String action, String status, String diagnostic) {
        return """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        %s
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="zz"

        --zz
        Content-Type: text/plain

        Sorry.

        --zz
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Sun, 22 Nov 2026 10:50:00 +0100 (CET)

        Final-Recipient: rfc822; somebody.else@elsewhere.example
        Original-Recipient: rfc822; anna@customers.example
        Action: %s
        Status: %s
        Diagnostic-Code: %s
        Last-Attempt-Date: Sun, 22 Nov 2026 10:58:20 +0100

        --zz
        Content-Type: text/rfc822-headers

        From: news@shop.example
        {returned}

        --zz--
        """
                .formatted(to, action, status, diagnostic)
                .replace("\n", "\r\n");
    }

    private static String arf(String type) {
        return """
        From: fbl@mailbox.example
        To: abuse@shop.example
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="zz"

        --zz
        Content-Type: text/plain

        A complaint.
        --zz
        Content-Type: message/feedback-report

        Feedback-Type: %s
        User-Agent: Mailbox/1.0
        Version: 1
        Original-Rcpt-To: <redacted@customers.example>
        Arrival-Date: Sun, 22 Nov 2026 09:58:20 GMT
        --zz
        Content-Type: message/rfc822

        From: news@shop.example
        To: redacted@customers.example
        Message-ID: <%s@shop.example>
        Subject: Sale

        redacted
        --zz--
        """
                .formatted(type, OURS)
                .replace("\n", "\r\n");
    }
}
