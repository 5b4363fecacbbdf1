package org.parley.core.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.parley.core.kernel.Channel;

/// One way to reach a person.
///
/// @param value E.164, mailbox, or the provider's id of the person
public record ContactAddress(Channel channel, String value, State state) {

    /// Whether the provider still delivers there.
    public enum State {
        ACTIVE,
        INVALID,
        BLOCKED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
