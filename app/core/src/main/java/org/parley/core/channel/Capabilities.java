package org.parley.core.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.core.carriage.Carriage;

/// The one declaration of what a channel can do. An adapter keeps it as a constant; an account
/// changes nothing of it but the pace and, where it may do without them, the receipts.
///
/// @param carriage what of a message it carries
/// @param addresses how it names a person
/// @param idempotentSend whether the provider recognises a repeated send, so that an unanswered
///   attempt may be repeated
/// @param deliveryReceipts whether `delivered` comes back at all
/// @param readReceipts whether `read` comes back at all
/// @param serviceWindow how long after the person's last message free-form content is allowed;
///   null: always
/// @param concurrency sends in flight at a time on this account; at least 1
/// @param perSecond sends a second on this account; at least 1
public record Capabilities(
        Carriage carriage,
        AddressForm addresses,
        boolean idempotentSend,
        boolean deliveryReceipts,
        boolean readReceipts,
        @Nullable Duration serviceWindow,
        int concurrency,
        int perSecond) {

    /// The same channel at another pace.
    public Capabilities paced(int concurrency, int perSecond) {
        return new Capabilities(
                carriage,
                addresses,
                idempotentSend,
                deliveryReceipts,
                readReceipts,
                serviceWindow,
                concurrency,
                perSecond);
    }

    /// The same channel through an account that is told more, or less.
    public Capabilities receipts(boolean delivered, boolean read) {
        return new Capabilities(
                carriage,
                addresses,
                idempotentSend,
                delivered,
                read,
                serviceWindow,
                concurrency,
                perSecond);
    }
}
