package org.parley.batch.attribution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps credits current. A loop for the same reason as the intake: it never ends and its unit is
/// small; what must be repeated on purpose is the job `attributionRebuild`.
public final class AttributionLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AttributionLoop.class);
    private static final int BATCH = 2_000;

    private final Attribution attribution;
    private final Duration poll;
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();

    /// @param poll time between two looks when nobody waits
    public AttributionLoop(Attribution attribution, Duration poll) {
        this.attribution = attribution;
        this.poll = poll;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("attribution").unstarted(this::work);
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
        LockSupport.unpark(thread);
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
        while (Thread.currentThread().equals(worker.get())) {
            boolean idle;
            try {
                idle = attribution.creditDue(BATCH) == 0;
            } catch (RuntimeException e) {
                log.error("Orders cannot be credited; next try in {}", poll, e);
                idle = true;
            }
            if (idle && Thread.currentThread().equals(worker.get())) {
                LockSupport.parkNanos(poll.toNanos());
            }
        }
    }
}
