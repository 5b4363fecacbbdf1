package org.parley.batch.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.core.tracking.WebhookProcessor;
import org.parley.core.tracking.WebhookSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Works off webhooks as they come: woken by this node's door, else by the poll, which also finds
/// what other nodes stored and what waited. Several nodes may run it; each delivery is taken by
/// one.
///
/// A loop and no Spring Batch job: the work never ends, and a job execution per handful of receipts
/// would write more bookkeeping than facts.
public final class IntakeLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntakeLoop.class);
    private static final int BATCH = 500;
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final WebhookProcessor processor;
    private final WebhookSignal signal;
    private final Clock clock;
    private final Duration poll;
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();

    /// @param poll longest time without a look, and the pause after a failure
    public IntakeLoop(
            WebhookProcessor processor, WebhookSignal signal, Clock clock, Duration poll) {
        this.processor = processor;
        this.signal = signal;
        this.clock = clock;
        this.poll = poll;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("webhook-intake").unstarted(this::work);
        if (worker.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    /// Returns when the batch at hand is done.
    @Override
    public void stop() {
        Thread thread = worker.getAndSet(null);
        if (thread == null) {
            return;
        }
        signal.announce();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker.get() != null;
    }

    private void work() {
        Instant tidied = Instant.EPOCH;
        while (Thread.currentThread().equals(worker.get())) {
            try {
                if (processor.processDue(BATCH) == 0) {
                    signal.await(poll);
                }
                if (clock.instant().isAfter(tidied.plus(TIDY_EVERY))) {
                    processor.forgetOldWatermarks();
                    tidied = clock.instant();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("Webhooks cannot be processed; next try in {}", poll, e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            signal.await(poll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
