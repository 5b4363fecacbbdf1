package org.parley.batch.rejudge;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/// Starts the jobs of rejudgings. Each launch is an instance of its own.
final class RejudgingLauncher {

    private static final Logger log = LoggerFactory.getLogger(RejudgingLauncher.class);
    private static final String LAUNCHED_AT = "launchedAt";

    private final RejudgingStore store;
    private final JobOperator jobs;
    private final Job judging;
    private final Job applying;
    private final Clock clock;

    RejudgingLauncher(
            RejudgingStore store, JobOperator jobs, Job judging, Job applying, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.judging = judging;
        this.applying = applying;
        this.clock = clock;
    }

    /// @throws IllegalStateException when it could not be started; it has failed then
    void judge(long id) {
        try {
            launch(judging, id);
        } catch (JobExecutionException | RuntimeException e) {
            store.broke(id, "It could not be started; the log of the server says why.");
            throw new IllegalStateException("Rejudging " + id + " could not be started", e);
        }
    }

    /// What cannot be started now is taken up later, like what a node left.
    void apply(long id) {
        try {
            launch(applying, id);
        } catch (JobExecutionException | RuntimeException e) {
            log.error("Rejudging {} cannot be applied now", id, e);
        }
    }

    private void launch(Job job, long id) throws JobExecutionException {
        jobs.start(
                job,
                new JobParametersBuilder()
                        .addLong(RejudgingJobs.ID, id)
                        .addLong(LAUNCHED_AT, clock.millis())
                        .toJobParameters());
    }
}
