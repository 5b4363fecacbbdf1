package org.parley.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a simulated provider ends a request.
public sealed interface Answer {

    /// A whole answer.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reply(int status, String contentType, byte[] body, Map<String, String> headers)
            implements Answer {
        public Reply(int status, String contentType, byte[] body) {
            this(status, contentType, body, Map.of());
        }

        public Reply with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Reply(status, contentType, body, more);
        }
    }

    /// A whole answer that takes its time.
    record SlowReply(Reply reply, Duration after) implements Answer {}

    /// The connection closes without a byte of answer.
    record Hangup() implements Answer {}

    static Reply json(int status, String body) {
        return new Reply(
                status, "application/json; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(int status, String body) {
        return new Reply(
                status, "text/plain; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }
}
