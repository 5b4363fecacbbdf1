package org.parley.batch.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.parley.sql.testing.TestStores;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Launches that nobody works on any more.
class DeadLaunchesTest {

    private static final int OVER = 3;
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T12:00:00");

    private final DataSource stores = TestStores.freshPostgres();

    @Test
    void launchesOfAnEarlierLifeOfThisNodeAndOfRunsThatAreOverAreRecoveredAndNoOthers()
            throws Exception {
        JobRepository repository = repository();
        JobExecution ours = started(repository, 1, "here");
        JobExecution theirs = started(repository, 2, "there");
        JobExecution leftOver = started(repository, OVER, "gone");
        JobExecution done = started(repository, 4, "here");
        done.setStatus(BatchStatus.COMPLETED);
        done.setEndTime(NOW);
        repository.update(done);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();

        new DeadLaunches(repository, operator, run -> run == OVER, "here").recover();

        assertThat(now(repository, ours)).isEqualTo(BatchStatus.FAILED);
        assertThat(now(repository, theirs)).isEqualTo(BatchStatus.STARTED);
        assertThat(now(repository, leftOver)).isEqualTo(BatchStatus.FAILED);
        assertThat(now(repository, done)).isEqualTo(BatchStatus.COMPLETED);
        assertThat(repository.findRunningJobExecutions(RunJob.NAME)).hasSize(1);
    }

    private static BatchStatus now(JobRepository repository, JobExecution execution) {
        return repository.getJobExecution(execution.getId()).getStatus();
    }

    private static JobExecution started(JobRepository repository, long run, String node) {
        JobParameters parameters =
                new JobParametersBuilder()
                        .addLong(DeadLaunches.RUN, run)
                        .addString(DeadLaunches.NODE, node, false)
                        .toJobParameters();
        JobExecution execution =
                repository.createJobExecution(
                        repository.createJobInstance(RunJob.NAME, parameters),
                        parameters,
                        new ExecutionContext());
        execution.setStatus(BatchStatus.STARTED);
        execution.setStartTime(NOW);
        repository.update(execution);
        return execution;
    }

    private JobRepository repository() throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(stores);
        factory.setTransactionManager(new JdbcTransactionManager(stores));
        factory.setDatabaseType("POSTGRES");
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
