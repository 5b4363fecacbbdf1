package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Connections that are kept between mails, the last used first. At most as many as the account's
/// concurrency.
final class SmtpConnections implements AutoCloseable {

    private final EmailSettings settings;
    private final Session session;
    private final Clock clock;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    SmtpConnections(EmailSettings settings, Clock clock) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
        this.clock = clock;
        this.places = new Semaphore(settings.pace().concurrency());
    }

    private static Properties properties(EmailSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty(
                "mail.smtp.connectiontimeout",
                Long.toString(settings.pace().connectTimeout().toMillis()));
        properties.setProperty(
                "mail.smtp.timeout", Long.toString(settings.pace().answerTimeout().toMillis()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // QUIT without waiting for its answer.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.localhost", settings.domain());
        return properties;
    }

    Session session() {
        return session;
    }

    /// Waits for a free place. Give it back by {@link #giveBack} or {@link #discard}.
    ///
    /// @throws MessagingException when there is no connection to be had
    Connection take() throws MessagingException {
        places.acquireUninterruptibly();
        try {
            Connection kept = idle.pollFirst();
            while (kept != null) {
                if (kept.lastUsed.plus(EmailLimits.IDLE).isAfter(clock.instant())) {
                    return kept;
                }
                close(kept.transport);
                kept = idle.pollFirst();
            }
            return open();
        } catch (MessagingException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private Connection open() throws MessagingException {
        Transport transport = session.getTransport();
        EmailSettings.Login login = settings.login();
        transport.connect(
                settings.host(),
                settings.port(),
                login == null ? null : login.user(),
                login == null ? null : login.password().value());
        return new Connection(transport, 0, clock.instant());
    }

    void giveBack(Connection used) {
        if (used.mails + 1 >= EmailLimits.MAILS_PER_CONNECTION) {
            discard(used);
        } else {
            idle.addFirst(new Connection(used.transport, used.mails + 1, clock.instant()));
            places.release();
        }
    }

    void discard(Connection used) {
        close(used.transport);
        places.release();
    }

    @Override
    public void close() {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            close(kept.transport);
        }
    }

    private static void close(@Nullable Transport transport) {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException _) {
            // it was broken already
        }
    }

    record Connection(Transport transport, int mails, Instant lastUsed) {}
}
