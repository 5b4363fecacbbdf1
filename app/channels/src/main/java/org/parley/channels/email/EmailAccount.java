package org.parley.channels.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.parley.channels.email.EmailCompiler.CompiledMail;
import org.parley.channels.email.EmailSettings.Opens;
import org.parley.channels.email.SmtpConnections.Connection;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.LintFinding;
import org.parley.core.kernel.Channel;

/// Channel `email`. An address is a mailbox. What a server refuses while it is spoken to is known
/// at once; what became of the rest tell the provider's events and the mails that come back, where
/// the account is set up for them. Answers in words are not read.
public final class EmailAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = EmailCapabilities.CHANNEL;

    private final EmailSettings settings;
    private final SmtpConnections connections;
    private final EmailCompiler compiler;
    private final @Nullable EventSource events;
    private final MailDrop drop;
    private final ReturnedMail returned;

    public EmailAccount(EmailSettings settings, Clock clock) {
        this(settings, null, clock);
    }

    /// @param events null: no provider tells anything
    EmailAccount(EmailSettings settings, @Nullable EventSource events, Clock clock) {
        this.settings = settings;
        this.connections = new SmtpConnections(settings, clock);
        this.compiler = new EmailCompiler(settings, events, connections.session(), clock);
        this.events = events;
        this.drop = new MailDrop(settings.feedback().returnedMailSecret());
        this.returned = new ReturnedMail(settings.ids(), connections.session(), clock);
    }

    @Override
    public Channel channel() {
        return CHANNEL;
    }

    @Override
    public String account() {
        return settings.account();
    }

    @Override
    public Capabilities capabilities() {
        return EmailCapabilities.DECLARED
                .paced(settings.pace().concurrency(), settings.pace().perSecond())
                .receipts(events != null, settings.feedback().opens() != Opens.NONE);
    }

    @Override
    public List<LintFinding> misfits(Reduction reduction) {
        return EmailCompiler.misfits(reduction);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (compiler.compile(message)) {
            case CompiledMail.Unfit(Refused refused) -> refused;
            case CompiledMail.Ready(OutgoingMail mail, Address to) -> send(mail, to);
        };
    }

    private SendOutcome send(OutgoingMail mail, Address to) {
        Connection connection;
        try {
            connection = connections.take();
        } catch (AuthenticationFailedException e) {
            return new Refused(FailureClass.AUTH, "535", "The server refuses our login", null);
        } catch (MessagingException e) {
            return new Refused(
                    FailureClass.RETRYABLE,
                    "no-connection",
                    "No connection to " + settings.host() + ":" + settings.port(),
                    null);
        }
        try {
            connection.transport().sendMessage(mail, new Address[] {to});
            connections.giveBack(connection);
            return new Accepted(mail.messageId());
        } catch (MessagingException e) {
            SmtpReply reply = reply(e);
            if (reply != null && reply.code() != 421 && connection.transport().isConnected()) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
            return reply == null ? brokenOff(mail) : reply.refused();
        } catch (RuntimeException e) {
            connections.discard(connection);
            throw e;
        }
    }

    private static SendOutcome brokenOff(OutgoingMail mail) {
        return mail.written()
                ? new Unknown("The connection ended before the server answered to the mail")
                : new Refused(
                        FailureClass.RETRYABLE,
                        "connection-lost",
                        "The connection ended before the mail was handed over",
                        null);
    }

    /// The server's words, about the recipient if there are any; null: it said nothing.
    private static @Nullable SmtpReply reply(MessagingException failure) {
        SmtpReply reply = null;
        for (Exception each = failure;
                each != null;
                each = each instanceof MessagingException m ? m.getNextException() : null) {
            String text = String.valueOf(each.getMessage());
            switch (each) {
                case SMTPAddressFailedException address when address.getReturnCode() >= 400 -> {
                    return new SmtpReply(address.getReturnCode(), text);
                }
                case SMTPSenderFailedException sender when sender.getReturnCode() >= 400 ->
                        reply = new SmtpReply(sender.getReturnCode(), text);
                case SMTPSendFailedException send when send.getReturnCode() >= 400 ->
                        reply = new SmtpReply(send.getReturnCode(), text);
                default -> {
                    // says nothing by itself
                }
            }
        }
        return reply;
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (compiler.compile(message)) {
            case CompiledMail.Unfit(Refused refused) -> refused.detail();
            case CompiledMail.Ready(OutgoingMail mail, _) -> source(mail);
        };
    }

    private static String source(OutgoingMail mail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            mail.writeTo(bytes);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return EnhancedStatus.of(code).map(EnhancedStatus::gone).orElse(false);
    }

    @Override
    public Optional<String> challenge(WebhookRequest request) {
        return events == null ? Optional.empty() : events.challenge(request);
    }

    /// Events are JSON, a mail that came back never is: each has its own proof.
    @Override
    public boolean authentic(WebhookRequest request) {
        return isJson(request.body())
                ? events != null && events.authentic(request)
                : drop.authentic(request);
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        if (!isJson(body)) {
            return returned.parse(body);
        }
        return events == null
                ? List.of()
                : events.parse(body).stream().filter(this::counts).toList();
    }

    private boolean counts(InboundEvent event) {
        return !(event instanceof Receipt receipt && receipt.kind() == ReceiptKind.READ)
                || settings.feedback().opens() == Opens.PROVIDER;
    }

    private static boolean isJson(byte[] body) {
        return body.length > 0 && (body[0] == '{' || body[0] == '[');
    }

    /// Ends the connections that are at rest.
    @Override
    public void close() {
        connections.close();
        if (events != null) {
            events.close();
        }
    }
}
