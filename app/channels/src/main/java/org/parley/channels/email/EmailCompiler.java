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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Compiled;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;

/// Rich message to a mail: text and HTML as alternatives, HTML last. No network.
final class EmailCompiler {

    /// A mail, or why there is none.
    sealed interface CompiledMail {

        record Ready(OutgoingMail mail, InternetAddress to) implements CompiledMail {}

        record Unfit(Refused refused) implements CompiledMail {}
    }

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final EmailSettings settings;
    private final @Nullable EventSource events;
    private final Session session;
    private final Clock clock;

    /// @param events who must be able to tell whose mail it was; null: nobody
    EmailCompiler(
            EmailSettings settings, @Nullable EventSource events, Session session, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.session = session;
        this.clock = clock;
    }

    CompiledMail compile(OutboundMessage message) {
        Content content;
        switch (Reducer.reduce(
                message.content(), EmailCapabilities.DECLARED.carriage(), message.windowOpen())) {
            case Reduction.Unfit unfit -> {
                return unfit(unfit.reason());
            }
            case Reduction.Templated _ ->
                    throw new IllegalStateException("E-mail has no templates");
            case Reduction.Free free -> {
                content = free.content();
                List<LintFinding> misfits = misfits(free);
                if (!misfits.isEmpty()) {
                    return unfit(misfits.getFirst());
                }
            }
        }
        InternetAddress to = mailbox(message.address());
        if (to == null) {
            return refused(FailureClass.RECIPIENT, "bad-address", "The address is not a mailbox");
        }
        try {
            return new CompiledMail.Ready(mail(message, content, to), to);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("A mail could not be put together", e);
        }
    }

    static List<LintFinding> misfits(Reduction reduction) {
        if (!(reduction instanceof Reduction.Free free)) {
            return List.of();
        }
        int html = Html.of(free.content(), null, null).getBytes(StandardCharsets.UTF_8).length;
        return html <= EmailCapabilities.HTML_BYTES
                ? List.of()
                : List.of(
                        LintFinding.error(
                                EmailCapabilities.CHANNEL,
                                "body",
                                EmailCapabilities.HTML_BYTES + " bytes",
                                html + " bytes",
                                "Mail programs cut an e-mail behind "
                                        + EmailCapabilities.HTML_BYTES
                                        + " bytes; there are "
                                        + html));
    }

    private OutgoingMail mail(OutboundMessage message, Content content, InternetAddress to)
            throws MessagingException, UnsupportedEncodingException {
        String local = settings.ids().local(message.id());
        OutgoingMail mail = new OutgoingMail(session, local + "@" + settings.domain());
        if (settings.feedback().bounceDomain() != null) {
            mail.setEnvelopeFrom(local + "@" + settings.feedback().bounceDomain());
        }
        if (events != null) {
            events.mark(mail, message.id());
        }
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
        text.setText(PlainText.of(content, unsubscribe), "UTF-8", "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(Html.of(content, unsubscribe, pixel(message)), "UTF-8", "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private @Nullable URI pixel(OutboundMessage message) {
        return switch (settings.feedback().opens()) {
            case OWN -> message.pixel();
            case PROVIDER, NONE -> null;
        };
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
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static CompiledMail unfit(LintFinding reason) {
        return new CompiledMail.Unfit(new Compiled.Unfit(reason).refused());
    }

    private static CompiledMail refused(FailureClass failure, String code, String detail) {
        return new CompiledMail.Unfit(new Refused(failure, code, detail, null));
    }
}
