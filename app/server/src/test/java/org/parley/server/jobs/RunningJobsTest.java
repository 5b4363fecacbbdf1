package org.parley.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.parley.server.ParleyApplication;
import org.parley.server.testing.FreshStores;
import org.parley.sql.StoreAddress;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// A node that stops in the middle of a job.
final class RunningJobsTest {

    private static final AtomicInteger ROUNDS = new AtomicInteger();

    @Test
    void aJobThatRunsWhenTheNodeStopsIsLeftAsStoppedAtASafePoint() throws Exception {
        StoreAddress postgres;
        try (var context =
                new SpringApplicationBuilder(ParleyApplication.class, EndlessJob.class)
                        .initializers(new FreshStores())
                        .run("--server.port=0")) {
            var environment = context.getEnvironment();
            postgres =
                    new StoreAddress(
                            environment.getRequiredProperty("parley.postgres.url"),
                            environment.getRequiredProperty("parley.postgres.user"),
                            environment.getRequiredProperty("parley.postgres.password"));
            var parameters = new JobParametersBuilder().addLong("runId", 1L).toJobParameters();
            var execution =
                    context.getBean(JobOperator.class)
                            .start(context.getBean("endless", Job.class), parameters);
            assertThat(execution.getStatus().isRunning()).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> ROUNDS.get() > 3);
        }
        try (var connection = postgres.unpooled().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select j.status, s.status, j.end_time is not null
                                        from batch_job_execution j
                                        join batch_step_execution s using (job_execution_id)
                                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(BatchStatus.STOPPED.name());
            assertThat(rows.getString(2)).isEqualTo(BatchStatus.STOPPED.name());
            assertThat(rows.getBoolean(3)).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EndlessJob {

        @Bean
        Job endless(JobRepository repository, PlatformTransactionManager transactions) {
            var step =
                    new StepBuilder("round", repository)
                            .tasklet(
                                    (_, _) -> {
                                        ROUNDS.incrementAndGet();
                                        return RepeatStatus.CONTINUABLE;
                                    },
                                    transactions)
                            .build();
            return new JobBuilder("endless", repository).start(step).build();
        }
    }
}
