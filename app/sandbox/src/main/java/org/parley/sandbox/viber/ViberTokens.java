package org.parley.sandbox.viber;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Message tokens beyond 2^53, as Viber's are, so that a JSON reader with doubles fails at once.
/// Time in the high bits keeps them unique over restarts.
final class ViberTokens {
    private static final int COUNTER_BITS = 22;

    private final AtomicLong last;

    ViberTokens(Clock clock) {
        this.last = new AtomicLong(clock.millis() << COUNTER_BITS);
    }

    long next() {
        return last.incrementAndGet();
    }
}
