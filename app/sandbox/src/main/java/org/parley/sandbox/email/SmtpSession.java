package org.parley.sandbox.email;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.world.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One SMTP connection: GreenMail speaks the protocol, we decide who may send what to whom.
final class SmtpSession extends SmtpHandler {
    private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);

    private final Mailroom room;
    private final Refusals refusals;

    SmtpSession(Socket socket, Managers managers, Mailroom room, Refusals refusals) {
        super(new SmtpCommandRegistry(), managers.getSmtpManager(), socket);
        this.room = room;
        this.refusals = refusals;
        this.manager = new Decisions(managers);
    }

    @Override
    public void run() {
        try {
            super.run();
        } catch (IllegalStateException broken) {
            // A client that goes away in mid-sentence, or one that we dropped on purpose.
            log.debug("SMTP connection ended: {}", broken.toString());
        }
    }

    private static List<String> recipients(SmtpState state) {
        return state.getMessage().getToAddresses().stream().map(MailAddress::getEmail).toList();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// What GreenMail asks while it talks; a text is the refusal to say, null goes on.
    private final class Decisions extends SmtpManager {
        private Optional<Refusal> ordered = Optional.empty();

        Decisions(Managers managers) {
            super(managers.getImapHostManager(), managers.getUserManager());
        }

        @Override
        public @Nullable String checkSender(SmtpState state, MailAddress sender) {
            return conn.isAuthenticated() ? null : "530 5.7.0 Authentication required";
        }

        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
            if (refusals.of(Channel.EMAIL, recipient.getEmail()).orElse(null)
                    instanceof Refusal.ProviderError(int code, _)) {
                return reply(code);
            }
            return room.recipientTrouble(recipient.getEmail()).orElse(null);
        }

        @Override
        public @Nullable String checkData(SmtpState state) {
            List<String> recipients = recipients(state);
            ordered =
                    refusals.takeNext(Channel.EMAIL)
                            .or(() -> refusals.of(Channel.EMAIL, recipients.getFirst()));
            if (ordered.isPresent()) {
                switch (ordered.get()) {
                    case Refusal.ProviderError(int code, _) -> {
                        return reply(code);
                    }
                    case Refusal.HttpStatus _ -> {
                        return reply(421);
                    }
                    case Refusal.DropBeforeAccepting() -> {
                        close();
                        return "421 4.3.2 dropped on purpose";
                    }
                    case Refusal.SlowAnswer _, Refusal.DropAfterAccepting _ -> {}
                }
            }
            try {
                return room.mailTrouble(state.getMessage().getMessage(), recipients).orElse(null);
            } catch (MessagingException unreadable) {
                return "554 5.6.0 " + unreadable.getMessage();
            }
        }

        /// Called before the 250: what happens here decides whether the client hears it.
        @Override
        public synchronized void send(SmtpState state) {
            try {
                room.take(
                        state.getMessage().getMessage(),
                        state.getMessage().getReturnPath().getEmail(),
                        recipients(state));
            } catch (MessagingException | IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
            switch (ordered.orElse(null)) {
                case Refusal.SlowAnswer(Duration after) -> pause(after);
                case Refusal.DropAfterAccepting _ -> close();
                case null, default -> {}
            }
        }

        private static String reply(int code) {
            return code
                    + switch (code / 100) {
                        case 4 -> " 4.3.0 Temporary failure, try again later";
                        case 5 -> " 5.7.1 Message rejected";
                        default -> " ordered by a test";
                    };
        }
    }
}
