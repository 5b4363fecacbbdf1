package org.parley.server.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskDecorator;

/// The job executions of this node. When the node stops, it asks each to stop at its next safe
/// point and waits for them, so that they are left as stopped and not as lost. Executions of other
/// nodes are none of its business.
///
/// They are asked through the objects that run, not through the tables: a second writer of the same
/// rows races the step's own bookkeeping, and the loser leaves the job in state UNKNOWN. And they
/// are waited for until their thread is done, because a listener hears of the end of a job before
/// the end is written.
final class RunningJobs implements JobExecutionListener, TaskDecorator, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RunningJobs.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    // After Quartz and the web server, which start jobs, have stopped.
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final Duration patience;
    private final Map<Long, JobExecution> executions = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private volatile boolean running;

    RunningJobs(Duration patience) {
        this.patience = patience;
    }

    /// Counts what runs on the jobs' executor.
    @Override
    public Runnable decorate(Runnable work) {
        threads.incrementAndGet();
        return () -> {
            try {
                work.run();
            } finally {
                threads.decrementAndGet();
                wakeStop();
            }
        };
    }

    @Override
    public void beforeJob(JobExecution execution) {
        executions.put(execution.getId(), execution);
    }

    @Override
    public void afterJob(JobExecution execution) {
        executions.remove(execution.getId());
    }

    private void wakeStop() {
        lock.lock();
        try {
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        var deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (threads.get() > 0 && System.nanoTime() < deadline) {
                // again each time: a job may have entered its next step since
                askToStop();
                finished.awaitNanos(ASK_AGAIN.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        if (!executions.isEmpty()) {
            log.warn(
                    "Job executions {} did not stop within {} s; they are recovered at a next start",
                    executions.keySet(),
                    patience.toSeconds());
        }
        running = false;
    }

    private void askToStop() {
        executions.values().stream()
                .flatMap(execution -> execution.getStepExecutions().stream())
                .forEach(StepExecution::setTerminateOnly);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
