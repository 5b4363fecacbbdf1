package org.parley.batch.rejudge;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The two jobs: `rejudging` looks, `rejudgingApply` does what was approved. How far one is stands
/// in the rejudging's own row and not in the metadata, so that every launch begins with the first
/// step and finds what is left; two nodes that work on one do no harm.
final class RejudgingJobs {

    static final String JUDGE = "rejudging";
    static final String APPLY = "rejudgingApply";
    static final String ID = "rejudgingId";

    private static final Logger log = LoggerFactory.getLogger(RejudgingJobs.class);

    private final JobRepository repository;
    private final RejudgingStore store;
    private final ArriveTasklet arrive;

    RejudgingJobs(JobRepository repository, RejudgingStore store, ArriveTasklet arrive) {
        this.repository = repository;
        this.store = store;
        this.arrive = arrive;
    }

    Job judging(JudgeTasklet judge) {
        return new JobBuilder(JUDGE, repository)
                .listener(broken())
                .start(step("arrive", arrive))
                .next(step("judge", judge))
                .build();
    }

    Job applying(VerdictTeller teller, RestateTasklet restate) {
        return new JobBuilder(APPLY, repository)
                .listener(broken())
                .start(step("tell", (contribution, _) -> tell(teller, contribution)))
                .next(step("arrive", arrive))
                .next(step("restate", restate))
                .build();
    }

    private static RepeatStatus tell(VerdictTeller teller, StepContribution contribution) {
        int people = teller.next(id(contribution));
        contribution.incrementWriteCount(people);
        return people == 0 ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
    }

    /// No transaction around a step: each has short ones of its own.
    private Step step(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet).build();
    }

    private JobExecutionListener broken() {
        return new JobExecutionListener() {
            @Override
            public void afterJob(JobExecution execution) {
                if (execution.getStatus() != BatchStatus.COMPLETED) {
                    long id = id(execution.getJobParameters());
                    log.error("Rejudging {}: {}", id, execution.getExitStatus());
                    store.broke(id, "It broke off; the log of the server says why.");
                }
            }
        };
    }

    static long id(StepContribution contribution) {
        return id(contribution.getStepExecution().getJobParameters());
    }

    private static long id(JobParameters parameters) {
        return Objects.requireNonNull(parameters.getLong(ID));
    }
}
