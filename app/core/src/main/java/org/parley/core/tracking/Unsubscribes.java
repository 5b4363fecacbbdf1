package org.parley.core.tracking;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.kernel.Channel;
import org.parley.core.tracking.internal.MessageStore;

/// Withdrawal by the link in a message (RFC 8058).
public final class Unsubscribes {

    private final DSLContext dsl;
    private final Clock clock;
    private final MessageStore messages = new MessageStore();

    public Unsubscribes(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    /// Withdraws marketing consent on the channel that the link came by and holds it against the
    /// message. Doing it again changes nothing, unless the person agreed again in between.
    public Unsubscription withdraw(LinkRef link) {
        return dsl.transactionResult(tx -> messages.withdrawByLink(tx.dsl(), link, clock.instant()))
                .<Unsubscription>map(channel -> new Unsubscription.Withdrawn(new Channel(channel)))
                .orElseGet(Unsubscription.NoSuchMessage::new);
    }
}
