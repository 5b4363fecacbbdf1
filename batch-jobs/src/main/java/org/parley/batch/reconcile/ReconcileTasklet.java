package org.parley.batch.reconcile;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The first step of both jobs: does the work and settles its row. Running it again is harmless.
final class ReconcileTasklet implements Tasklet {

    static final String ID = "reconciliationId";

    private static final Logger log = LoggerFactory.getLogger(ReconcileTasklet.class);

    private final ReconciliationStore store;
    private final ReconciliationLock lock;
    private final Supplier<Result> work;

    ReconcileTasklet(ReconciliationStore store, ReconciliationLock lock, Supplier<Result> work) {
        this.store = store;
        this.lock = lock;
        this.work = work;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        make(id(contribution));
        return RepeatStatus.FINISHED;
    }

    /// @return what came of it
    Result make(long id) {
        Result result;
        try {
            result = work.get();
            if (!store.finish(id, result)) {
                throw new IllegalStateException("Another node has taken it for interrupted");
            }
        } catch (RuntimeException e) {
            log.error("Reconciliation {} has no result", id, e);
            store.fail(id, "It has no result; the log of the server says why.");
            throw e;
        } finally {
            lock.release(id);
        }
        if (result.apart() == 0) {
            log.info("Reconciliation {}: {} figures agree", id, result.cells());
        } else {
            log.warn(
                    "Reconciliation {}: of {} figures {} differed and {} of these are mended; the"
                            + " worst: {}",
                    id,
                    result.cells(),
                    result.apart(),
                    result.repaired(),
                    result.lines().getFirst());
        }
        return result;
    }

    static long id(StepContribution contribution) {
        return id(contribution.getStepExecution().getJobParameters());
    }

    static long id(JobParameters parameters) {
        return Objects.requireNonNull(parameters.getLong(ID));
    }
}
