package org.parley.core.shop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A shop as people may see it: never with its secret.
///
/// @param kind whose form its webhooks have
/// @param name stands in the webhook address, and is the `store` of its orders
/// @param secretBeforeUntil until when the secret before the last change is still taken; null:
///   there is none
/// @param received webhooks that were authentic and readable
/// @param unreadable webhooks that were authentic and not of the form; nothing of them is recorded
/// @param ignored those among the received that told nothing we record, such as another topic
/// @param refused what contradicts the books and was not recorded as it was told: refunds in
///   another currency or beyond what is left, each once, and every telling of an order with other
///   money or standing again after its cancellation
/// @param lastRefusal why the last of these was refused, or the place that could not be read
public record Shop(
        long id,
        String kind,
        String name,
        State state,
        @Nullable Instant secretBeforeUntil,
        long received,
        long unreadable,
        long ignored,
        long refused,
        @Nullable Instant lastReceivedAt,
        @Nullable String lastRefusal) {

    public enum State {
        OPEN,
        /// Its webhooks find nobody.
        CLOSED
    }
}
