package org.parley.batch.attribution;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/// Ranges of orders credited anew: ask for one, look how far it is and what it changed. Attribution
/// keeps itself current; this is for what it cannot see, such as other attribution days or
/// settings.
public final class Rebuilds {

    /// A batch takes seconds; what gives no sign of life for so long has lost its node.
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final int LARGEST_PAGE = 500;

    private final RebuildStore store;
    private final JobOperator jobs;
    private final Job job;

    Rebuilds(RebuildStore store, JobOperator jobs, Job job) {
        this.store = store;
        this.jobs = jobs;
        this.job = job;
    }

    /// Starts the job and returns. Not within a transaction: the job must see its row.
    public Rebuild start(OrderRange range, String actor) {
        var id = store.add(range, actor);
        try {
            jobs.start(
                    job,
                    new JobParametersBuilder()
                            .addLong(AttributionRebuild.REBUILD_ID, id)
                            .toJobParameters());
        } catch (JobExecutionException | RuntimeException e) {
            store.fail(id);
            throw new IllegalStateException("Rebuild " + id + " could not be started", e);
        }
        return get(id);
    }

    /// @throws ProblemException NOT_FOUND
    public Rebuild get(long id) {
        store.failAbandoned(ABANDONED);
        return store.find(id)
                .orElseThrow(() -> ProblemException.notFound("rebuild of attribution", id));
    }

    /// What it changed so far, by run, those of nobody last, and currency.
    public List<CreditChange> changes(long id) {
        return store.changes(id);
    }

    /// The latest first.
    ///
    /// @param before only those with a smaller id; null: from the latest on
    /// @param limit 1 to 500; larger ones are cut
    public Page<Rebuild> page(@Nullable Long before, int limit) {
        store.failAbandoned(ABANDONED);
        var size = Math.clamp(limit, 1, LARGEST_PAGE);
        var found = store.before(before == null ? Long.MAX_VALUE : before, size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }
}
