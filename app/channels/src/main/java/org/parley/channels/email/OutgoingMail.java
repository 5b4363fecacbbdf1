package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/// A mail with our own Message-ID, that knows how far it got: a server takes a mail over only after
/// its last line, so one whose writing broke off was certainly not taken.
final class OutgoingMail extends SMTPMessage {

    private final String messageId;
    private boolean written;

    OutgoingMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /// Without angle brackets.
    String messageId() {
        return messageId;
    }

    boolean written() {
        return written;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + messageId + ">");
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders)
            throws IOException, MessagingException {
        super.writeTo(out, ignoredHeaders);
        written = true;
    }
}
