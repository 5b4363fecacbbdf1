package org.parley.batch.exports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RoiParameters;
import org.parley.batch.exports.ExportFile.Part;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/// Exports for finance: ask for one, look how far it is, take its files.
public final class Exports {

    /// Writing takes minutes at most; whatever runs longer has lost its node.
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final int LARGEST_PAGE = 500;

    private final ExportStore store;
    private final JobOperator jobs;
    private final Job roi;

    Exports(ExportStore store, JobOperator jobs, Job roi) {
        this.store = store;
        this.jobs = jobs;
        this.roi = roi;
    }

    /// Starts the job and returns. Not within a transaction: the job must see its row.
    public ExportFile startRoi(RoiParameters parameters, String createdBy) {
        store.failAbandoned(ABANDONED);
        var id = store.add(parameters, createdBy);
        try {
            jobs.start(
                    roi,
                    new JobParametersBuilder().addLong(WriteRoi.EXPORT_ID, id).toJobParameters());
        } catch (JobExecutionException | RuntimeException e) {
            store.fail(id, "The export could not be started; the log of the server says why.");
            throw new IllegalStateException("Export " + id + " could not be started", e);
        }
        return get(id);
    }

    public Optional<ExportFile> find(long id) {
        return store.find(id);
    }

    /// @throws ProblemException NOT_FOUND
    public ExportFile get(long id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("export", id));
    }

    /// The latest first.
    ///
    /// @param after `next` of the page before; null for the first
    /// @param limit 1 to 500; larger ones are cut
    public Page<ExportFile> page(@Nullable String after, int limit) {
        store.failAbandoned(ABANDONED);
        var size = Math.clamp(limit, 1, LARGEST_PAGE);
        var found = store.before(cursor(after), size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }

    /// The file or its manifest, to be sent to the actor; put on record before it is given away.
    ///
    /// @throws ProblemException NOT_FOUND, or CONFLICT where it is not finished
    public Path open(long id, Part part, String actor) {
        if (get(id).state() != ExportFile.State.FINISHED) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Export " + id + " has no files: it is not finished");
        }
        var path =
                store.path(id, part)
                        .filter(Files::isRegularFile)
                        .orElseThrow(() -> ProblemException.notFound("file of export", id));
        store.taken(id, part, actor);
        return path;
    }

    private static long cursor(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid("after", "Pass `next` of the page before");
        }
    }
}
