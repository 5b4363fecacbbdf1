package org.parley.sandbox.email;

import jakarta.mail.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;

/// A mail server of one's own: what comes back are mails to the return address (RFC 3464) and
/// complaints of mailbox providers (RFC 5965), which a script posts on as they are.
final class ReportWriter implements EventWriter {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final String secret;
    private final BooleanSupplier hidesPeople;

    ReportWriter(String secret, BooleanSupplier hidesPeople) {
        this.secret = secret;
        this.hidesPeople = hidesPeople;
    }

    @Override
    public Optional<Webhook> write(MailEvent event, Letter letter, Instant at) {
        return switch (event) {
            case BOUNCED, SOFT_BOUNCED, BLOCKED ->
                    Optional.of(mail(event, status(event, "failed", letter, at)));
            case DEFERRED -> Optional.of(mail(event, status(event, "delayed", letter, at)));
            case COMPLAINED -> Optional.of(mail(event, complaint(letter, at)));
            case DELIVERED, OPENED, PREFETCHED, CLICKED, UNSUBSCRIBED -> Optional.empty();
        };
    }

    private Webhook mail(MailEvent event, String text) {
        return new Webhook(
                Channel.EMAIL,
                event.name(),
                Map.of("Content-Type", "message/rfc822", "Authorization", "Bearer " + secret),
                text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String status(MailEvent event, String action, Letter letter, Instant at) {
        return """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: %1$s
        Subject: Undelivered Mail Returned to Sender
        Date: %2$s
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b-%3$s"

        --b-%3$s
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --b-%3$s
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: %2$s

        Final-Recipient: rfc822; %4$s
        Action: %5$s
        Status: %6$s
        Diagnostic-Code: smtp; %7$s

        --b-%3$s
        Content-Type: text/rfc822-headers

        %8$s

        --b-%3$s--
        """
                .formatted(
                        letter.sender(),
                        DATE.format(at),
                        letter.queueId(),
                        letter.recipient(),
                        action,
                        event.status(),
                        event.diagnostic(),
                        headers(letter, false));
    }

    private String complaint(Letter letter, Instant at) {
        boolean hidden = hidesPeople.getAsBoolean();
        return """
        From: feedback@mailbox.example
        To: abuse@shop.example
        Subject: FW: complaint
        Date: %1$s
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b-%2$s"

        --b-%2$s
        Content-Type: text/plain; charset=us-ascii

        This is an email abuse report.

        --b-%2$s
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Mailbox-FBL/1.0
        Version: 1
        Original-Mail-From: <%3$s>
        Original-Rcpt-To: <%4$s>
        Arrival-Date: %1$s

        --b-%2$s
        Content-Type: message/rfc822

        %5$s

        (text removed)
        --b-%2$s--
        """
                .formatted(
                        DATE.format(at),
                        letter.queueId(),
                        letter.sender(),
                        hidden ? "[redacted]" : letter.recipient(),
                        headers(letter, hidden));
    }

    private static String headers(Letter letter, boolean hidden) {
        return letter.headers().stream()
                .filter(header -> !hidden || !header.getName().equalsIgnoreCase("To"))
                .map(ReportWriter::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Header header) {
        return header.getName() + ": " + header.getValue().replace("\r\n", "\n");
    }
}
