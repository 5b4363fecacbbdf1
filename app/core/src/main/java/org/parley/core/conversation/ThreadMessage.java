package org.parley.core.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the thread with a person.
///
/// @param direction `in` from the person, `out` from us
/// @param kind text, button, stop or start; `campaign` for what was sent
/// @param text what the person said, or the campaign's name
/// @param messageId ours: of the message itself, or of the one that is answered
/// @param receipt how far a sent message came: accepted, delivered, read, failed, expired
public record ThreadMessage(
        String direction,
        Instant at,
        String channel,
        String kind,
        @Nullable String text,
        @Nullable String payload,
        @Nullable String messageId,
        @Nullable String receipt) {}
