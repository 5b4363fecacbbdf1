package org.parley.sandbox.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.received.Received;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;

/// Decides about recipients and mails, and hands mails to their readers. A mail is read once; only
/// its headers are kept, as long as something may be told of it.
final class Mailroom {
    private final Customers customers;
    private final Received received;
    private final Agenda agenda;
    private final EspSite esp;
    private final AtomicLong queue = new AtomicLong();

    Mailroom(Surroundings around, EspSite esp) {
        this.customers = around.customers();
        this.received = around.received();
        this.agenda = around.agenda();
        this.esp = esp;
    }

    /// The refusal of a recipient, if their mailbox does not exist.
    Optional<String> recipientTrouble(String address) {
        return esp.quirks().acceptsAll() || customers.book().reachable(Channel.EMAIL, address)
                ? Optional.empty()
                : Optional.of(
                        "550 5.1.1 <"
                                + address
                                + ">: Recipient address rejected: User unknown in virtual mailbox"
                                + " table");
    }

    /// The refusal of a whole mail, if its only reader cannot take it. SMTP has one answer for all
    /// recipients, so with several the mail is taken and lost for that one.
    Optional<String> mailTrouble(MimeMessage mail, List<String> recipients)
            throws MessagingException {
        if (recipients.size() != 1
                || esp.quirks().acceptsAll()
                || customers.silentOn(Channel.EMAIL)) {
            return Optional.empty();
        }
        String address = recipients.getFirst();
        String messageId = mail.getMessageID();
        // Without an id the mail has only a number, which asking here would use up.
        if (messageId == null || customers.plan(Channel.EMAIL, address, messageId).delivered()) {
            return Optional.empty();
        }
        return Optional.of("552 5.2.2 <" + address + ">: Mailbox full");
    }

    void take(MimeMessage mail, String sender, List<String> recipients)
            throws MessagingException, IOException {
        byte[] raw = new byte[0];
        if (received.recording()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            raw = bytes.toByteArray();
        }
        String messageId = mail.getMessageID();
        MailView view =
                customers.silentOn(Channel.EMAIL)
                        ? new MailView(List.of(), null, null)
                        : MailView.of(mail);
        for (String recipient : recipients) {
            String address = Channel.EMAIL.normalise(recipient);
            String queueId = "Q" + queue.incrementAndGet();
            received.accept(Channel.EMAIL, address, messageId, queueId, raw);
            if (!customers.silentOn(Channel.EMAIL)) {
                Letter letter = Letter.of(queueId, sender, address, mail, view);
                esp.postbag().add(letter);
                if (!customers.book().reachable(Channel.EMAIL, address)) {
                    agenda.in(Duration.ZERO, () -> esp.tell(MailEvent.BOUNCED, letter));
                    continue;
                }
            }
            customers.receive(incoming(address, queueId, messageId, view));
        }
    }

    private Incoming incoming(
            String address, String queueId, @Nullable String messageId, MailView view) {
        return new Incoming(
                Channel.EMAIL,
                address,
                customers.key(Channel.EMAIL, address, messageId),
                queueId,
                messageId,
                "mail",
                view.links().stream().map(url -> new Incoming.Link(url, false)).toList(),
                List.of(),
                view.unsubscribe());
    }
}
