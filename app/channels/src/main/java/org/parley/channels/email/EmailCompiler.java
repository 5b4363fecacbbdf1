package org.parley.channels.email;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Breach;
import org.parley.channels.wire.Breaches;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Link;

/// Rich message to a mail: text and HTML as alternatives, HTML last. No network.
final class EmailCompiler {

    /// A mail, or why there is none.
    sealed interface CompiledMail {

        record Ready(OutgoingMail mail, InternetAddress to) implements CompiledMail {}

        record Unfit(Refused refused) implements CompiledMail {}
    }

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final EmailSettings settings;
    private final Session session;
    private final Clock clock;

    EmailCompiler(EmailSettings settings, Session session, Clock clock) {
        this.settings = settings;
        this.session = session;
        this.clock = clock;
    }

    CompiledMail compile(OutboundMessage message) {
        RenderedMessage content = message.content();
        List<Breach> breaches = breaches(content);
        if (!breaches.isEmpty()) {
            Breach first = breaches.getFirst();
            return refused(
                    FailureClass.CONFIGURATION,
                    "does-not-fit",
                    first.part() + ": " + first.detail());
        }
        InternetAddress to = mailbox(message.address());
        if (to == null) {
            return refused(FailureClass.RECIPIENT, "bad-address", "The address is not a mailbox");
        }
        try {
            return new CompiledMail.Ready(mail(message, to), to);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("A mail could not be put together", e);
        }
    }

    static List<Breach> breaches(RenderedMessage content) {
        Breaches breaches = new Breaches();
        if (content.subject() == null || content.subject().isBlank()) {
            breaches.add("subject", "An e-mail needs a subject");
        }
        int html = Html.of(content, null).getBytes(StandardCharsets.UTF_8).length;
        if (html > EmailLimits.HTML_BYTES) {
            breaches.add(
                    "text",
                    "Mail programs cut an e-mail behind "
                            + EmailLimits.HTML_BYTES
                            + " bytes; there are "
                            + html);
        }
        return breaches.list();
    }

    private OutgoingMail mail(OutboundMessage message, InternetAddress to)
            throws MessagingException, UnsupportedEncodingException {
        RenderedMessage content = message.content();
        OutgoingMail mail =
                new OutgoingMail(
                        session, message.id() + "." + settings.account() + "@" + settings.domain());
        mail.setFrom(new InternetAddress(settings.from(), settings.fromName(), "UTF-8"));
        if (settings.replyTo() != null) {
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(settings.replyTo())});
        }
        mail.setRecipient(RecipientType.TO, to);
        mail.setSubject(oneLine(String.valueOf(content.subject())), "UTF-8");
        mail.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        URI unsubscribe = message.unsubscribe();
        if (unsubscribe != null) {
            mail.setHeader("List-Unsubscribe", "<" + unsubscribe.toASCIIString() + ">");
            if (oneClick(unsubscribe)) {
                mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(text(content, unsubscribe), "UTF-8", "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(Html.of(content, unsubscribe), "UTF-8", "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static String text(RenderedMessage content, @Nullable URI unsubscribe) {
        StringBuilder text = new StringBuilder(content.text().strip()).append('\n');
        for (RenderedMessage.Button button : content.buttons()) {
            if (button instanceof Link(String label, URI url)) {
                text.append('\n')
                        .append(label)
                        .append(": ")
                        .append(url.toASCIIString())
                        .append('\n');
            }
        }
        if (unsubscribe != null) {
            text.append("\n-- \nUnsubscribe: ").append(unsubscribe.toASCIIString()).append('\n');
        }
        return text.toString();
    }

    /// RFC 8058 wants HTTPS; a server on the same machine is for trying out.
    private static boolean oneClick(URI unsubscribe) {
        return "https".equals(unsubscribe.getScheme())
                || LOOPBACK.contains(String.valueOf(unsubscribe.getHost()));
    }

    private static @Nullable InternetAddress mailbox(String address) {
        try {
            InternetAddress mailbox = new InternetAddress(address, true);
            boolean plain =
                    mailbox.getAddress().equals(address)
                            && address.indexOf('@') > 0
                            && address.chars().allMatch(c -> c > ' ' && c < 0x7f);
            return plain ? mailbox : null;
        } catch (AddressException e) {
            return null;
        }
    }

    /// A value from a contact must not start another header.
    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static CompiledMail refused(FailureClass failure, String code, String detail) {
        return new CompiledMail.Unfit(new Refused(failure, code, detail, null));
    }
}
