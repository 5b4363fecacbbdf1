package org.parley.batch.rejudge;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sees to it that what was approved is done, whatever becomes of the node that began.
final class RejudgingKeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RejudgingKeeper.class);

    private final Rejudgings rejudgings;
    private final Duration poll;
    private @Nullable ScheduledExecutorService clockwork;

    /// @param poll time between two looks
    RejudgingKeeper(Rejudgings rejudgings, Duration poll) {
        this.rejudgings = rejudgings;
        this.poll = poll;
    }

    @Override
    public synchronized void start() {
        clockwork =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("rejudging").daemon().factory());
        var _ =
                clockwork.scheduleWithFixedDelay(
                        this::look, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clockwork != null;
    }

    private void look() {
        try {
            rejudgings.resume();
        } catch (RuntimeException e) {
            log.error("Rejudgings that were left cannot be looked for; next try in {}", poll, e);
        }
    }
}
