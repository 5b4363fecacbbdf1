package org.parley.channels;

import java.time.Duration;

/// How much an account may do at a time.
///
/// @param concurrency sends in flight, 1 to 10,000
/// @param perSecond sends a second, 1 to 100,000
/// @param connectTimeout to reach the provider
/// @param answerTimeout from the start of a send to its answer
public record Pace(
        int concurrency, int perSecond, Duration connectTimeout, Duration answerTimeout) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    public Pace {
        if (concurrency < 1 || concurrency > 10_000) {
            throw new IllegalArgumentException("Concurrency is 1 to 10,000: " + concurrency);
        }
        if (perSecond < 1 || perSecond > 100_000) {
            throw new IllegalArgumentException("Sends a second are 1 to 100,000: " + perSecond);
        }
        if (!connectTimeout.isPositive() || !answerTimeout.isPositive()) {
            throw new IllegalArgumentException("Timeouts must be positive");
        }
    }

    public Pace(int concurrency, int perSecond) {
        this(concurrency, perSecond, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
    }
}
