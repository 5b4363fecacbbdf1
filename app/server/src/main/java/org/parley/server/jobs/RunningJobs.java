package org.parley.server.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.OptimisticLockingFailureException;

/// The job executions of this node. When the node stops, it asks each to stop at its next safe
/// point and waits for them, so that they are left as stopped and not as lost. Executions of other
/// nodes are none of its business.
final class RunningJobs implements JobExecutionListener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RunningJobs.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    // After Quartz and the web server, which start jobs, have stopped.
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final ObjectProvider<JobOperator> operator;
    private final Duration patience;
    private final Map<Long, JobExecution> executions = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private volatile boolean running;

    RunningJobs(ObjectProvider<JobOperator> operator, Duration patience) {
        this.operator = operator;
        this.patience = patience;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        executions.put(execution.getId(), execution);
    }

    @Override
    public void afterJob(JobExecution execution) {
        executions.remove(execution.getId());
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
        executions.values().forEach(this::askToStop);
        lock.lock();
        try {
            while (!executions.isEmpty() && System.nanoTime() < deadline) {
                if (finished.await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                executions.values().forEach(this::askToStop);
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

    private void askToStop(JobExecution execution) {
        try {
            operator.getObject().stop(execution);
        } catch (JobExecutionNotRunningException _) {
            // Just finished, or already asked.
        } catch (OptimisticLockingFailureException _) {
            // Its own bookkeeping was quicker; it is asked again in a moment.
        }
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
