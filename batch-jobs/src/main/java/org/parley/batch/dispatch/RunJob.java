package org.parley.batch.dispatch;

import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/// The job of a run: prepare, then dispatch in partitions. Its parameters are the run and the
/// number of the launch, so every launch is an instance of its own; what is done is in the ledger,
/// not in the job's metadata.
///
/// The steps run without a transaction of Spring Batch's: a claim must be committed before a
/// provider is called.
@Configuration(proxyBeanMethods = false)
class RunJob {

    static final String NAME = "run";

    @Bean
    Job run(JobRepository repository, Step prepareRun, Step dispatchRun) {
        return new JobBuilder(NAME, repository).start(prepareRun).next(dispatchRun).build();
    }

    @Bean
    Step prepareRun(JobRepository repository, @Qualifier("prepareRunTasklet") Tasklet tasklet) {
        return new StepBuilder("prepare", repository)
                .tasklet(tasklet, new ResourcelessTransactionManager())
                .build();
    }

    @Bean
    Step dispatchRun(
            JobRepository repository,
            @Qualifier("runRanges") Partitioner ranges,
            @Qualifier("dispatchRange") Step dispatchRange,
            DispatchSettings settings) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("dispatch-");
        threads.setVirtualThreads(true);
        threads.setConcurrencyLimit(settings.partitions());
        return new StepBuilder("dispatch", repository)
                .partitioner("dispatchRange", ranges)
                .step(dispatchRange)
                .gridSize(settings.partitions())
                .taskExecutor(threads)
                .build();
    }

    @Bean
    Step dispatchRange(JobRepository repository, @Qualifier("dispatchTasklet") Tasklet tasklet) {
        return new StepBuilder("dispatchRange", repository)
                .tasklet(tasklet, new ResourcelessTransactionManager())
                .build();
    }

    @Bean
    @JobScope
    Tasklet prepareRunTasklet(RunSteps steps, @Value("#{jobParameters['runId']}") Long runId) {
        return steps.prepare(runId.intValue());
    }

    @Bean
    @JobScope
    Partitioner runRanges(RunSteps steps, @Value("#{jobParameters['runId']}") Long runId) {
        return steps.ranges(runId.intValue());
    }

    @Bean
    @StepScope
    Tasklet dispatchTasklet(
            RunSteps steps,
            @Value("#{jobParameters['runId']}") Long runId,
            @Value("#{stepExecutionContext['after']}") Integer after,
            @Value("#{stepExecutionContext['last']}") Integer last) {
        return steps.dispatch(runId.intValue(), after, last);
    }
}
