package org.parley.sandbox.webhook;

import java.time.Duration;

/// What goes wrong on the way of a webhook.
///
/// @param duplicate probability that it is sent twice
/// @param longestDelay each copy waits a uniform share of this
/// @param shuffle waits are long enough against each other that order is lost
public record ChaosPlan(double duplicate, Duration longestDelay, boolean shuffle) {
    /// Enough to overtake, short enough for a test.
    private static final Duration SHUFFLE = Duration.ofMillis(150);

    public static final ChaosPlan NONE = new ChaosPlan(0, Duration.ZERO, false);

    public ChaosPlan {
        if (duplicate < 0 || duplicate > 1) {
            throw new IllegalArgumentException("duplicate is a probability, not " + duplicate);
        }
        if (longestDelay.isNegative()) {
            throw new IllegalArgumentException("longestDelay cannot be negative");
        }
    }

    Duration wait(double share) {
        Duration longest = shuffle ? longestDelay.plus(SHUFFLE) : longestDelay;
        return Duration.ofNanos((long) (longest.toNanos() * share));
    }
}
