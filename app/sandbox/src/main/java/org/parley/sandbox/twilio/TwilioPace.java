package org.parley.sandbox.twilio;

import java.time.Clock;
import java.util.Optional;

/// Counts requests in the second and segments in the number's queue. Guarded by its own monitor.
final class TwilioPace {
    private static final long LONGEST_QUEUE_MILLIS = 10 * 3_600_000L;

    private final Clock clock;
    private volatile TwilioRules rules = TwilioRules.USUAL;
    private long second;
    private int requests;
    private long queueEndMillis;

    TwilioPace(Clock clock) {
        this.clock = clock;
    }

    void rules(TwilioRules newRules) {
        rules = newRules;
    }

    synchronized Optional<TwilioError> request() {
        long now = clock.millis() / 1_000;
        if (now != second) {
            second = now;
            requests = 0;
        }
        requests++;
        return requests > rules.requestsPerSecond()
                ? Optional.of(TwilioError.TOO_MANY_REQUESTS)
                : Optional.empty();
    }

    /// As if these had been sent before, also more than the queue would take.
    synchronized void fill(int segments) {
        queueEndMillis = clock.millis() + segments * 1_000L / rules.segmentsPerSecond();
    }

    synchronized Optional<TwilioError> enqueue(int segments) {
        long now = clock.millis();
        long end = Math.max(now, queueEndMillis) + segments * 1_000L / rules.segmentsPerSecond();
        if (end - now > LONGEST_QUEUE_MILLIS) {
            return Optional.of(TwilioError.QUEUE_FULL);
        }
        queueEndMillis = end;
        return Optional.empty();
    }
}
