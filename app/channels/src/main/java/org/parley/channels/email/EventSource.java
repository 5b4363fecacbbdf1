package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;

/// How a mail provider tells what became of mails that it took by SMTP. Its clicks are nobody's
/// business here: our own links count.
sealed interface EventSource extends AutoCloseable permits Ses, SendGrid, Mailgun, Postmark {

    /// Under which name our message's id is given and echoed.
    String ID = "parley-message";

    /// Puts our message's id where the provider echoes it. Nothing else of the message, and nothing
    /// of the person.
    void mark(MimeMessage mail, MessageId id) throws MessagingException;

    boolean authentic(WebhookRequest request);

    /// Answers a check of our address.
    default Optional<String> challenge(WebhookRequest request) {
        return Optional.empty();
    }

    /// Opens are among them, as receipts READ.
    ///
    /// @throws MalformedWebhookException when it is not of the provider's form
    List<InboundEvent> parse(byte[] body);

    @Override
    default void close() {}
}
