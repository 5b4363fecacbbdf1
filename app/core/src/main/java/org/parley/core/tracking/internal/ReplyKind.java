package org.parley.core.tracking.internal;

import java.util.Locale;

/// What a person's message means.
public enum ReplyKind {
    TEXT,
    BUTTON,
    /// Withdraws marketing consent; no reply.
    STOP,
    /// Grants it again; no reply.
    START;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
