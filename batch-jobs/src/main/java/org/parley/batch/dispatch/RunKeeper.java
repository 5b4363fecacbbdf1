package org.parley.batch.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.batch.dispatch.ActiveLaunches.Turn;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.Runs;
import org.parley.core.campaign.Runs.Launch;
import org.parley.core.kernel.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.SmartLifecycle;

/// Sees to it that every running run is worked on by exactly one node. It takes runs whose lease is
/// free (new, resumed, due again, or left by a dead node), launches the job, and keeps the lease
/// fresh while it works. The Quartz trigger of a campaign only creates the run and wakes this up;
/// should the trigger get lost, the keeper fires the campaign itself.
public final class RunKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);
    private static final Duration SCHEDULER_GRACE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);
    private static final long POLL_MILLIS = 500;

    private final Runs runs;
    private final JobOperator operator;
    private final Job job;
    private final RunSteps steps;
    private final ActiveLaunches launches;
    private final DeadLaunches dead;
    private final DispatchSettings settings;
    private final String node;
    private final Semaphore wake = new Semaphore(0);
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable ExecutorService workers;
    private volatile boolean running;

    RunKeeper(
            Runs runs,
            JobRepository repository,
            JobOperator operator,
            Job job,
            RunSteps steps,
            ActiveLaunches launches,
            DispatchSettings settings,
            String node) {
        this.runs = runs;
        this.operator = operator;
        this.job = job;
        this.steps = steps;
        this.launches = launches;
        this.dead =
                new DeadLaunches(
                        repository,
                        operator,
                        run ->
                                switch (runs.get(run).state()) {
                                    case RUNNING, PAUSED -> false;
                                    case FINISHED, CANCELLED, MISSED -> true;
                                },
                        node);
        this.settings = settings;
        this.node = node;
    }

    /// Something changed: look for work now.
    public void wake() {
        wake.release();
    }

    @Override
    public synchronized void start() {
        running = true;
        workers = Executors.newVirtualThreadPerTaskExecutor();
        workers.execute(this::watch);
        clockwork =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("run-lease").daemon().factory());
        long third = settings.runLease().toMillis() / 3;
        var _ = clockwork.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        running = false;
        wake.release();
        launches.all().forEach(Turn::stop);
        if (workers != null) {
            endWork(workers);
        }
        if (clockwork != null) {
            clockwork.shutdownNow();
        }
    }

    /// Waits for chunks under way, since their outcomes are worth more than a quick end; but not
    /// for ever.
    private static void endWork(ExecutorService workers) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        try {
            dead.recover();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Launches that died could not be put on record; the next start tries again", e);
        }
        while (running) {
            try {
                runs.overdue(SCHEDULER_GRACE).forEach(runs::fire);
                runs.resumeSupplied();
                Optional<Launch> launch = runs.takeOne(node, settings.runLease());
                if (launch.isPresent()) {
                    work(launch.get());
                } else if (wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("Looking for runs failed; trying again", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            boolean _ = wake.tryAcquire(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void work(Launch launch) {
        if (!running || workers == null) {
            runs.release(launch);
            return;
        }
        Turn turn = launches.begin(launch);
        workers.execute(() -> work(turn));
    }

    private void work(Turn turn) {
        Launch launch = turn.launch();
        try {
            LOG.info("Run {}: launch {}", launch.runId(), launch.number());
            JobExecution execution = operator.start(job, parameters(launch));
            if (execution.getStatus() != BatchStatus.COMPLETED
                    && execution.getStatus() != BatchStatus.STOPPED) {
                faulted(launch, execution);
            }
        } catch (Exception e) {
            LOG.error("Run {} could not be worked on", launch.runId(), e);
            runs.pauseBecause(
                    launch.runId(),
                    "A fault inside Parley stopped the run; see the log, then resume.");
        } finally {
            steps.ended(turn);
            launches.end(turn);
            Run run = runs.release(launch);
            LOG.info("Run {}: {}", run.id(), run.state());
        }
    }

    private void faulted(Launch launch, JobExecution execution) {
        Throwable cause = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
        String problem =
                cause instanceof ProblemException told
                        ? String.valueOf(told.getMessage())
                        : "A fault inside Parley stopped the run; see the log, then resume.";
        if (cause != null) {
            LOG.error("Run {} failed", launch.runId(), cause);
        }
        runs.pauseBecause(launch.runId(), problem);
    }

    private JobParameters parameters(Launch launch) {
        return new JobParametersBuilder()
                .addLong(DeadLaunches.RUN, (long) launch.runId())
                .addString(DeadLaunches.NODE, node, false)
                .addLong("launch", (long) launch.number())
                .toJobParameters();
    }

    private void renew() {
        for (Turn turn : launches.all()) {
            try {
                if (!runs.renew(turn.launch(), settings.runLease())) {
                    LOG.warn("Run {}: another node took over", turn.launch().runId());
                    turn.stop();
                }
            } catch (RuntimeException e) {
                LOG.warn("The lease of run {} could not be renewed", turn.launch().runId(), e);
            }
        }
    }
}
