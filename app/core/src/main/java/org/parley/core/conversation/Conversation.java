package org.parley.core.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last thing that a person said.
///
/// @param contactName first and last name; the external id where neither is known
/// @param at the provider's clock
/// @param kind text, button, stop or start
public record Conversation(
        long contactId,
        String contactName,
        String channel,
        @Nullable String lastText,
        Instant at,
        String kind) {}
