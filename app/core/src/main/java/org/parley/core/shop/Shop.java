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
/// @param ignored those among them that told nothing we record, such as another topic
/// @param refused orders and refunds that contradict what is recorded
/// @param lastRefusal why the last of these was refused
public record Shop(
        long id,
        String kind,
        String name,
        State state,
        @Nullable Instant secretBeforeUntil,
        long received,
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
