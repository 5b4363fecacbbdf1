package org.parley.channels.rcs;

import static java.util.Map.entry;
import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.Map;
import org.parley.core.channel.FailureClass;

/// The `error.status` of an answer (Google, RBM guides "Send messages").
final class RcsError {

    /// "Exceeded the allowed traffic limit for this agent on the user": this person only.
    static final String PER_PERSON = "allowed traffic limit for this agent on the user";

    static final Map<String, FailureClass> TABLE =
            Map.ofEntries(
                    entry("INVALID_ARGUMENT", CONFIGURATION),
                    entry("UNAUTHENTICATED", AUTH),
                    // Not launched, and the person is no tester.
                    entry("PERMISSION_DENIED", CONFIGURATION),
                    // No RCS, or not on this carrier.
                    entry("NOT_FOUND", RECIPIENT),
                    entry("RESOURCE_EXHAUSTED", THROTTLED),
                    // The same id is answered the same: asking again is safe.
                    entry("INTERNAL", RETRYABLE),
                    entry("UNAVAILABLE", RETRYABLE),
                    entry("DEADLINE_EXCEEDED", RETRYABLE));

    private RcsError() {}

    static FailureClass of(String status, String message) {
        return message.contains(PER_PERSON)
                ? RECIPIENT
                : TABLE.getOrDefault(status, FailureClass.CONFIGURATION);
    }
}
