package org.parley.batch.imports;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.MalformedFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SyncTaskExecutor;

/// Runs one import to its end on the caller's thread, from wherever an earlier run of it stopped.
final class ImportRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final JobRepository repository;
    private final ImportJob jobs;
    private final ImportWork work;
    private final ImportLocks locks;
    private final AtomicReference<@Nullable JobExecution> current = new AtomicReference<>();

    ImportRunner(JobRepository repository, ImportJob jobs, ImportWork work, ImportLocks locks) {
        this.repository = repository;
        this.jobs = jobs;
        this.work = work;
        this.locks = locks;
    }

    void run(long importId) {
        try {
            Optional<ImportLocks.Held> lock = locks.take(importId);
            if (lock.isPresent()) {
                try (ImportLocks.Held _ = lock.get()) {
                    work.store().find(importId).ifPresent(this::runLocked);
                }
            }
        } catch (SQLException e) {
            LOG.atError()
                    .addKeyValue("importId", importId)
                    .setCause(e)
                    .log("No lock for an import");
        }
    }

    /// Lets the running slice finish and goes no further; the next start goes on from there.
    void stop() {
        JobExecution running = current.get();
        if (running != null) {
            running.getStepExecutions().forEach(StepExecution::setTerminateOnly);
        }
    }

    private void runLocked(ImportStore.Stored stored) {
        ImportFile file = stored.file();
        boolean open =
                switch (file.state()) {
                    case WAITING, RUNNING -> true;
                    case FINISHED, FAILED -> false;
                };
        if (!open || !Files.exists(stored.upload())) {
            return; // done meanwhile, or another node's disk holds the file
        }
        try {
            work.store().running(file.id());
            work.room().open(file.id(), file.kind().staged());
            settle(stored, launch(jobs.of(stored, new Watch()), file.id()));
        } catch (JobExecutionException | RuntimeException e) {
            broken(file, e);
        } finally {
            current.set(null);
        }
    }

    private JobExecution launch(Job job, long importId) throws JobExecutionException {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(registry);
        operator.setTaskExecutor(new SyncTaskExecutor());
        JobParameters parameters =
                new JobParametersBuilder().addLong("importId", importId).toJobParameters();
        JobExecution last = repository.getLastJobExecution(ImportJob.NAME, parameters);
        if (last == null) {
            return operator.start(job, parameters);
        }
        return switch (last.getStatus()) {
            case COMPLETED -> last;
            case FAILED, STOPPED -> operator.restart(last);
            // We hold the import's lock, so whoever is said to run it is dead.
            case STARTING, STARTED, STOPPING, ABANDONED, UNKNOWN ->
                    operator.restart(operator.recover(last));
        };
    }

    private void settle(ImportStore.Stored stored, JobExecution execution) {
        ImportFile file = stored.file();
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            end(stored, ImportState.FINISHED, null);
            return;
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return; // stays `running`: the next start goes on
        }
        Throwable cause = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
        Optional<MalformedFileException> malformed = malformed(cause);
        if (malformed.isPresent()) {
            end(stored, ImportState.FAILED, malformed.get().getMessage());
        } else {
            broken(file, cause);
        }
    }

    private void broken(ImportFile file, @Nullable Throwable cause) {
        LOG.atError().addKeyValue("importId", file.id()).setCause(cause).log("An import broke");
        work.store()
                .settled(
                        file.id(),
                        ImportState.FAILED,
                        "A fault on our side stopped the import; resume it and it goes on where it"
                                + " stopped");
    }

    /// For good: the waiting room goes, and the upload, which may be personal and is not needed any
    /// more. It goes last, because a crash before that must find it again.
    private void end(ImportStore.Stored stored, ImportState state, @Nullable String problem) {
        ImportFile file = stored.file();
        work.room().close(file.id(), file.kind().staged());
        work.store().settled(file.id(), state, problem);
        work.uploads().forget(stored.upload());
    }

    private static Optional<MalformedFileException> malformed(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedFileException malformed) {
                return Optional.of(malformed);
            }
        }
        return Optional.empty();
    }

    /// Knows the running execution, so that it can be stopped.
    private final class Watch implements JobExecutionListener {

        @Override
        public void beforeJob(JobExecution execution) {
            current.set(execution);
        }
    }
}
