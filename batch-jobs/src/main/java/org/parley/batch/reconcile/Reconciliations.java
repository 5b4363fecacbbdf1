package org.parley.batch.reconcile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/// Reconciliations: have one made, and see what they found.
public final class Reconciliations {

    /// Who starts what nobody asked for.
    public static final String SYSTEM = "system";

    private static final int LARGEST_PAGE = 500;

    private final ReconciliationStore store;
    private final ReconciliationLock lock;
    private final JobOperator jobs;
    private final Job check;
    private final Job rebuild;

    Reconciliations(
            ReconciliationStore store,
            ReconciliationLock lock,
            JobOperator jobs,
            Job check,
            Job rebuild) {
        this.store = store;
        this.lock = lock;
        this.jobs = jobs;
        this.check = check;
        this.rebuild = rebuild;
    }

    /// Starts the job and returns. Not within a transaction: the job must see its row.
    ///
    /// @throws ProblemException CONFLICT: another one is under way
    public Reconciliation start(Kind kind, String startedBy) {
        return tryStart(kind, startedBy)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.CONFLICT, "A reconciliation is under way; wait for it"));
    }

    /// As [#start], for who does not mind.
    ///
    /// @return empty: another one is under way
    public Optional<Reconciliation> tryStart(Kind kind, String startedBy) {
        if (!lock.take()) {
            return Optional.empty();
        }
        boolean launched = false;
        long id = 0;
        try {
            id = store.begin(kind, startedBy);
            lock.belongsTo(id);
            launch(kind, id);
            launched = true;
            return store.find(id);
        } finally {
            if (!launched) {
                lock.release(id);
            }
        }
    }

    private void launch(Kind kind, long id) {
        try {
            jobs.start(
                    switch (kind) {
                        case CHECK -> check;
                        case REBUILD -> rebuild;
                    },
                    new JobParametersBuilder().addLong(ReconcileTasklet.ID, id).toJobParameters());
        } catch (JobExecutionException | RuntimeException e) {
            store.fail(id, "It could not be started; the log of the server says why.");
            throw new IllegalStateException("Reconciliation " + id + " could not be started", e);
        }
    }

    /// @throws ProblemException NOT_FOUND
    public Reconciliation get(long id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("reconciliation", id));
    }

    /// What was found apart: first what was not repaired, then what differed most, up to two
    /// thousand.
    public List<Discrepancy> lines(long id) {
        return store.lines(id);
    }

    /// The latest first.
    ///
    /// @param before only those with a smaller number; null: from the latest on
    /// @param limit 1 to 500; larger ones are cut
    public Page<Reconciliation> page(@Nullable Long before, int limit) {
        int size = Math.clamp(limit, 1, LARGEST_PAGE);
        var found = store.before(before == null ? Long.MAX_VALUE : before, size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }
}
