package org.parley.batch.relay;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Ships as long as there is much, then looks again every so often: small batches at most once a
/// second and node, since every insert is a part that ClickHouse has to merge. It starts once
/// ClickHouse has the schema of this build. While ClickHouse is away, or refuses more parts,
/// everything waits in PostgreSQL, and the pauses between tries grow to half a minute.
public final class RelayLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long POLL_MILLIS = 200;
    private static final long GATHER_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /// From so many rows on an insert is worth its cost, and there may be more.
    private static final int WORTH = 10_000;

    private final EventRelay events;
    private final MirrorRelay mirrors;
    private final SchemaGate schema;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicLong shipped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    RelayLoop(EventRelay events, MirrorRelay mirrors, SchemaGate schema) {
        this.events = events;
        this.mirrors = mirrors;
        this.schema = schema;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("relay").start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        Thread loop = thread;
        if (loop != null) {
            try {
                loop.join(Duration.ofSeconds(20));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Ends after everything that feeds it.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1_000;
    }

    /// Events and changes that arrived since this node started.
    long shipped() {
        return shipped.get();
    }

    /// Tries that failed since this node started.
    long failures() {
        return failures.get();
    }

    private void loop() {
        long pause = POLL_MILLIS;
        while (running) {
            try {
                int rows = schema.done() ? counted(events.ship()) + counted(mirrors.ship()) : 0;
                pause = rows >= WORTH ? 0 : rows > 0 ? GATHER_MILLIS : POLL_MILLIS;
            } catch (ClickHouseAwayException e) {
                failures.incrementAndGet();
                pause = Math.min(Math.max(pause, POLL_MILLIS) * 2, LONGEST_PAUSE_MILLIS);
                LOG.warn("{}; next try in {} ms: {}", e.getMessage(), pause, rootOf(e));
            } catch (RuntimeException e) {
                failures.incrementAndGet();
                pause = Math.min(Math.max(pause, POLL_MILLIS) * 2, LONGEST_PAUSE_MILLIS);
                LOG.error("The relay failed; next try in {} ms", pause, e);
            }
            rest(pause);
        }
    }

    /// At once: what comes next may fail.
    private int counted(int rows) {
        shipped.addAndGet(rows);
        return rows;
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            root = next;
        }
        return root.toString();
    }

    private void rest(long millis) {
        try {
            if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
