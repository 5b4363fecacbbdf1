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
        Feedback feedback,
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

    /// A sender who hears nothing but what the server says when it is spoken to.
    public EmailSettings(
            String account,
            String host,
            int port,
            @Nullable Login login,
            boolean startTls,
            String from,
            String fromName,
            @Nullable String replyTo,
            Pace pace) {
        this(account, host, port, login, startTls, from, fromName, replyTo, Feedback.NONE, pace);
    }

    /// @param password never printed
    public record Login(String user, Secret password) {}

    /// Who counts opens.
    public enum Opens {
        /// We do, by a picture in the mail.
        OWN,
        /// The provider does, and tells them.
        PROVIDER,
        /// Nobody: the mail has no picture, and what a provider tells is not taken.
        NONE
    }

    /// What comes back of a mail.
    ///
    /// @param bounceDomain of the return address, whose mails are dropped at our webhook address;
    ///   null: the return address is `from`
    /// @param returnedMailSecret of whoever drops them; null: none are taken
    public record Feedback(
            Opens opens, @Nullable String bounceDomain, @Nullable Secret returnedMailSecret) {

        public static final Feedback NONE = new Feedback(Opens.OWN, null, null);

        public Feedback {
            if (bounceDomain != null) {
                requireMailbox("0@" + bounceDomain);
                if (returnedMailSecret == null) {
                    throw new IllegalArgumentException(
                            "A bounce domain needs a secret for the mails that come back to it");
                }
            }
        }
    }

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    MailId ids() {
        return new MailId(account, feedback.returnedMailSecret());
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
