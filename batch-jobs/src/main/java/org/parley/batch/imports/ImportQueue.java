package org.parley.batch.imports;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs imports one after the other on a thread of its own: two would only fight for the disk. At
/// the start it takes up what an earlier life left.
final class ImportQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);

    private final ImportRunner runner;
    private final ImportWork work;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("imports").daemon().factory());
    private volatile boolean running;
    private volatile boolean stopping;

    ImportQueue(ImportRunner runner, ImportWork work) {
        this.runner = runner;
        this.work = work;
    }

    void add(long importId) {
        worker.execute(() -> {
            if (!stopping) {
                runner.run(importId);
            }
        });
    }

    /// Queues every import that was interrupted. Those that a living node works on are skipped by
    /// its lock.
    void recoverInterrupted() {
        work.store().unfinished().forEach(this::add);
    }

    @Override
    public void start() {
        running = true;
        work.uploads().forgetAll(work.store()::isDoneWith);
        recoverInterrupted();
    }

    @Override
    public void stop() {
        running = false;
        stopping = true;
        worker.shutdown();
        runner.stop();
        try {
            if (!worker.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("An import did not stop in time; the next start takes it up");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
