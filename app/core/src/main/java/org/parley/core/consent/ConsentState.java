package org.parley.core.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a person said about one channel and purpose.
public enum ConsentState {
    GRANTED,
    WITHDRAWN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ConsentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
