package org.parley.sandbox.email;

import java.time.Instant;
import java.util.Optional;
import org.parley.sandbox.webhook.Webhook;

/// How one provider tells an event of a mail.
interface EventWriter {
    /// Empty when it has no words for this event.
    Optional<Webhook> write(MailEvent event, Letter letter, Instant at);
}
