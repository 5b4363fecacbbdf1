package org.parley.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How a simulated provider ends a request.
public sealed interface Answer {

    /// A whole answer.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reply(int status, String contentType, byte[] body) implements Answer {}

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
