package org.parley.core.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What dispatch must know of a channel.
///
/// @param idempotentSend whether the provider recognises a repeated send, so that an unanswered
///   attempt may be repeated
/// @param deliveryReceipts whether `delivered` comes back at all
/// @param readReceipts whether `read` comes back at all
/// @param serviceWindow how long after the person's last message free-form content is allowed;
///   null: always
/// @param concurrency sends in flight at a time on this account; at least 1
/// @param perSecond sends a second on this account; at least 1
public record Capabilities(
        boolean idempotentSend,
        boolean deliveryReceipts,
        boolean readReceipts,
        @Nullable Duration serviceWindow,
        int concurrency,
        int perSecond) {}
