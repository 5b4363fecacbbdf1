package org.parley.channels.email;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.kernel.MessageId;

/// Reports that come as mails: delivery status notifications (RFC 3464) and abuse reports (RFC
/// 5965). Whoever writes to our return address can write one, so the id that only our mail carries
/// decides which message it is about, and nobody named in it is believed.
final class ReturnedMail {

    /// Headers of the report that may hold the address which it was returned to.
    private static final List<String> RETURNED_TO =
            List.of("To", "Delivered-To", "X-Original-To", "Envelope-To");

    /// A date and a comment; more is not read.
    private static final int LONGEST_DATE = 100;

    /// Servers try for days at most.
    private static final Duration OLDEST = Duration.ofDays(30);

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private final MailId ids;
    private final Session session;
    private final Clock clock;

    ReturnedMail(MailId ids, Session session, Clock clock) {
        this.ids = ids;
        this.session = session;
        this.clock = clock;
    }

    /// @throws MalformedWebhookException when it is no mail
    List<InboundEvent> parse(byte[] raw) {
        try {
            MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(raw));
            if (!mail.getAllHeaders().hasMoreElements()) {
                throw new MalformedWebhookException("The body is neither JSON nor a mail");
            }
            return mail.isMimeType("multipart/report") ? report(mail) : List.of();
        } catch (MessagingException | IOException unreadable) {
            throw new MalformedWebhookException("The body is no readable mail");
        }
    }

    private List<InboundEvent> report(MimeMessage mail) throws MessagingException, IOException {
        ReportParts parts = ReportParts.of(mail);
        MessageId id = id(mail, parts).orElse(null);
        if (id == null) {
            return List.of();
        }
        return parts.abuse() == null
                ? deliveryStatus(id, parts.status())
                : abuse(id, parts.abuse());
    }

    private List<InboundEvent> deliveryStatus(MessageId id, List<InternetHeaders> groups) {
        List<InboundEvent> events = new ArrayList<>();
        Instant arrived = groups.isEmpty() ? clock.instant() : time(groups.getFirst());
        // The first group is about the mail, each further one about a recipient.
        for (InternetHeaders person : groups.stream().skip(1).toList()) {
            Instant tried = person.getHeader("Last-Attempt-Date") == null ? arrived : time(person);
            MailRef mail = new MailRef(id, null, tried);
            switch (field(person, "Action").toLowerCase(Locale.ROOT)) {
                case "failed" -> events.addAll(mail.returned(status(person)));
                case "delivered" -> events.addAll(mail.delivered());
                default -> {
                    // delayed, relayed, expanded: nothing final
                }
            }
        }
        return List.copyOf(events);
    }

    /// The status, or what the server that refused said where the status says nothing.
    private static String status(InternetHeaders person) {
        String status = EnhancedStatus.find(field(person, "Status")).orElse("5.0.0");
        return status.endsWith(".0.0")
                ? EnhancedStatus.find(field(person, "Diagnostic-Code")).orElse(status)
                : status;
    }

    private List<InboundEvent> abuse(MessageId id, InternetHeaders report) {
        String type = field(report, "Feedback-Type").toLowerCase(Locale.ROOT);
        return type.equals("abuse")
                ? new MailRef(id, null, time(report)).complained("arf: abuse")
                : List.of();
    }

    private Optional<MessageId> id(MimeMessage mail, ReportParts parts) throws MessagingException {
        List<String> places = new ArrayList<>();
        for (String name : RETURNED_TO) {
            Optional.ofNullable(mail.getHeader(name, ",")).ifPresent(places::add);
        }
        for (InternetHeaders part : parts.all()) {
            for (Header header : Collections.list(part.getAllHeaders())) {
                places.add(header.getValue());
            }
        }
        return places.stream().map(ids::find).flatMap(Optional::stream).findFirst();
    }

    /// Never later than now nor long ago: the clock of whoever reports is nobody's to believe.
    private Instant time(InternetHeaders fields) {
        Instant now = clock.instant();
        for (String name : List.of("Last-Attempt-Date", "Arrival-Date", "Received-Date")) {
            Instant told = date(fields.getHeader(name, null));
            if (told != null && told.isBefore(now) && told.isAfter(now.minus(OLDEST))) {
                return told;
            }
        }
        return now;
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null || text.length() > LONGEST_DATE) {
            return null;
        }
        try {
            String plain = COMMENT.matcher(text).replaceAll("").strip();
            return OffsetDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static String field(InternetHeaders fields, String name) {
        String value = fields.getHeader(name, null);
        return value == null ? "" : value.strip();
    }
}
