package org.parley.core.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a provider thinks of a template.
public enum TemplateState {
    /// Looked at.
    PENDING,
    /// May be sent.
    APPROVED,
    /// People disliked it: not to be sent for some hours.
    PAUSED,
    /// The wording is not allowed.
    REJECTED,
    /// Not to be sent any more; deleted ones too.
    DISABLED;

    /// The stable name in the store and in JSON.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TemplateState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
