package org.parley.channels.apple;

import static java.util.Map.entry;

import java.util.Map;
import org.parley.core.channel.FailureClass;

/// The gateway's HTTP statuses: it says nothing else.
final class AppleError {

    static final Map<Integer, FailureClass> TABLE =
            Map.ofEntries(
                    entry(400, FailureClass.CONFIGURATION),
                    entry(401, FailureClass.AUTH),
                    entry(403, FailureClass.CONFIGURATION),
                    // Nobody, or the person deleted the conversation.
                    entry(404, FailureClass.RECIPIENT),
                    entry(429, FailureClass.THROTTLED),
                    // The same id is recognised: asking again is safe.
                    entry(500, FailureClass.RETRYABLE),
                    entry(502, FailureClass.RETRYABLE),
                    entry(503, FailureClass.RETRYABLE),
                    entry(504, FailureClass.RETRYABLE));

    private AppleError() {}

    static FailureClass of(int status) {
        return TABLE.getOrDefault(
                status, status >= 500 ? FailureClass.RETRYABLE : FailureClass.CONFIGURATION);
    }
}
