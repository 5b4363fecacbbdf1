package org.parley.core.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// A grant or a withdrawal, with what proves it.
///
/// @param purpose such as `marketing`
/// @param source where it was said: form, import, reply, provider, one-click, ...
/// @param method how: double opt-in, spoken, typed STOP, ...
/// @param wording exactly what the person was told
/// @param evidence page, message id or document that shows it; no personal data
public record ConsentEvent(
        long contactId,
        Channel channel,
        String purpose,
        ConsentState state,
        Instant occurredAt,
        String source,
        @Nullable String method,
        @Nullable String wording,
        @Nullable String evidence) {

    public ConsentEvent {
        if (purpose.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("A consent needs a purpose and a source");
        }
    }
}
