package org.parley.core.tracking;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes this node's intake when a webhook was stored. Only a shortcut: other nodes, and a signal
/// that is lost, are covered by the poll.
public final class WebhookSignal {

    private final Semaphore news = new Semaphore(0);

    public void announce() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// Returns at the next announcement, at once if there was one since the last call, or after
    /// `longest`.
    public void await(Duration longest) throws InterruptedException {
        if (news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
