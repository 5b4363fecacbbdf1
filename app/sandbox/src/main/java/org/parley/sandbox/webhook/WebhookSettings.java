package org.parley.sandbox.webhook;

import java.time.Duration;

/// How long a provider waits and how often it tries again. Real providers stretch this over hours
/// or days; the shape is kept and the scale is not, and it does not follow the customers' time
/// scale, so that Parley can be restarted under a test that runs without delays.
public record WebhookSettings(
        Duration timeout, Duration firstRetry, Duration longestRetry, int attempts) {
    public static WebhookSettings defaults() {
        return new WebhookSettings(
                Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), 12);
    }

    public WebhookSettings withAttempts(int attempts) {
        return new WebhookSettings(timeout, firstRetry, longestRetry, attempts);
    }

    Duration retryAfter(int attempt) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longestRetry) > 0 ? longestRetry : doubled;
    }
}
