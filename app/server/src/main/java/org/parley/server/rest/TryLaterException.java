package org.parley.server.rest;

import java.time.Duration;
import org.parley.core.kernel.ErrorCode;

/// Not now: answered with `Retry-After`.
public final class TryLaterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Duration wait;

    public TryLaterException(ErrorCode code, String detail, Duration wait) {
        super(detail);
        this.code = code;
        this.wait = wait;
    }

    ErrorCode code() {
        return code;
    }

    /// In whole seconds, rounded up; at least 1.
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
