package org.parley.sandbox.world;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is still to happen, and the proof that nothing is.
public final class Agenda implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agenda.class);

    private final double timeScale;
    private final Duration firstLook;
    private final long mostPending;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-agenda").factory());
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("sandbox-act-", 0).factory());
    // Bounds the open connections to Parley; a waiting virtual thread is cheap, a socket is not.
    private final Semaphore hands;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();

    /// @param timeScale real seconds per second of customers' time
    /// @param firstLook the least real time before somebody looks at what is new
    public Agenda(double timeScale, Duration firstLook, int parallel, long mostPending) {
        this.timeScale = timeScale;
        this.firstLook = firstLook;
        this.hands = new Semaphore(parallel);
        this.mostPending = mostPending;
    }

    /// Does `act` after a delay of customers' time, compressed by the time scale.
    public void later(Duration customersTime, Runnable act) {
        in(compressed(customersTime), act);
    }

    /// As {@link #later}, but for somebody's first look at what is new.
    public void atFirstLook(Duration customersTime, Runnable act) {
        Duration delay = compressed(customersTime);
        in(delay.compareTo(firstLook) < 0 ? firstLook : delay, act);
    }

    private Duration compressed(Duration customersTime) {
        return Duration.ofNanos((long) (customersTime.toNanos() * timeScale));
    }

    /// Does `act` after a delay of real time.
    public void in(Duration delay, Runnable act) {
        if (pending.incrementAndGet() > mostPending) {
            dropped.incrementAndGet();
            done();
            return;
        }
        try {
            if (delay.isZero() || delay.isNegative()) {
                start(act);
            } else {
                var _ = timer.schedule(() -> start(act), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (RejectedExecutionException closed) {
            done();
        }
    }

    public long pending() {
        return pending.get();
    }

    /// How many acts were not taken on because too many waited.
    public long dropped() {
        return dropped.get();
    }

    /// Waits until nothing is pending; false when the time ran out first.
    public boolean awaitQuiet(Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (pending.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = quiet.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private void start(Runnable act) {
        try {
            workers.execute(() -> perform(act));
        } catch (RejectedExecutionException closed) {
            done();
        }
    }

    private void perform(Runnable act) {
        try {
            hands.acquire();
            try {
                act.run();
            } finally {
                hands.release();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.error("An act of the sandbox failed", bug);
        } finally {
            done();
        }
    }

    private void done() {
        if (pending.decrementAndGet() == 0) {
            lock.lock();
            try {
                quiet.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
