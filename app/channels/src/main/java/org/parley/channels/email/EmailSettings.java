package org.parley.channels.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One submission server and the sender that it signs for.
///
/// @param account its name
/// @param login null: the server asks for none
/// @param startTls whether the connection must turn to TLS before anything is said
/// @param from mailbox; DMARC wants the server to sign for its domain
/// @param fromName shown to the person
/// @param replyTo null: answers go to `from`
public record EmailSettings(
        String account,
        String host,
        int port,
        @Nullable Login login,
        boolean startTls,
        String from,
        String fromName,
        @Nullable String replyTo,
        Pace pace) {

    public EmailSettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("No such SMTP server: " + host + ":" + port);
        }
        requireMailbox(from);
        if (replyTo != null) {
            requireMailbox(replyTo);
        }
        if (fromName.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The sender's name must be a single line");
        }
    }

    /// @param password never printed
    public record Login(String user, Secret password) {}

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    private static void requireMailbox(String mailbox) {
        try {
            new InternetAddress(mailbox, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("Not a mailbox: " + mailbox, e);
        }
        if (!mailbox.contains("@")) {
            throw new IllegalArgumentException("Not a mailbox: " + mailbox);
        }
    }
}
