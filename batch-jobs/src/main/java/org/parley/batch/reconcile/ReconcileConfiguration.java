package org.parley.batch.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.RollupRebuild;
import org.parley.batch.rollup.Rollups;
import org.parley.core.audit.AuditLog;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

    static final String CHECK_JOB = "reconciliation";
    static final String REBUILD_JOB = "rollupRebuild";
    private static final String RETENTION_STEP = "retention";

    @Bean
    ReconciliationStore reconciliationStore(DSLContext postgres, Clock clock, AuditLog audit) {
        return new ReconciliationStore(postgres, clock, audit);
    }

    @Bean
    ReconciliationLock reconciliationLock(DataSource postgres) {
        return new ReconciliationLock(postgres);
    }

    @Bean
    ReconciliationMeters reconciliationMeters(ReconciliationStore store, Clock clock) {
        return new ReconciliationMeters(store, clock);
    }

    @Bean
    Reconciliations reconciliations(
            ReconciliationStore store,
            ReconciliationLock lock,
            JobOperator jobs,
            @Qualifier(CHECK_JOB) Job check,
            @Qualifier(REBUILD_JOB) Job rebuild) {
        return new Reconciliations(store, lock, jobs, check, rebuild);
    }

    @Bean
    JudgedMonths judgedMonths(
            ReconciliationStore store,
            ReconciliationLock lock,
            RelayPause pause,
            Rollups rollups,
            Clock clock) {
        return new JudgedMonths(
                store, lock, pause, new RollupRebuild(rollups, new EventRetention(rollups, clock)));
    }

    @Bean(CHECK_JOB)
    Job reconciliationJob(
            JobRepository repository,
            ReconciliationStore store,
            ReconciliationLock lock,
            DSLContext postgres,
            @Qualifier("clickHouse") DSLContext clickHouse,
            RelayPause pause,
            Rollups rollups,
            AuditLog audit,
            Clock clock) {
        var old = new EventRetention(rollups, clock);
        var check = new RunCheck(postgres, clickHouse, pause, rollups, old, clock);
        var retention = new RetentionTasklet(store, pause, old, audit);
        return new JobBuilder(CHECK_JOB, repository)
                .listener(released(lock))
                .start(step(CHECK_JOB, repository, new ReconcileTasklet(store, lock, check::check)))
                .next(step(RETENTION_STEP, repository, retention))
                .build();
    }

    @Bean(REBUILD_JOB)
    Job rollupRebuildJob(
            JobRepository repository,
            ReconciliationStore store,
            ReconciliationLock lock,
            RelayPause pause,
            Rollups rollups,
            Clock clock) {
        var rebuild = new RollupRebuild(rollups, new EventRetention(rollups, clock));
        return new JobBuilder(REBUILD_JOB, repository)
                .listener(released(lock))
                .start(
                        step(
                                REBUILD_JOB,
                                repository,
                                new ReconcileTasklet(store, lock, () -> rebuilt(pause, rebuild))))
                .build();
    }

    static Result rebuilt(RelayPause pause, RollupRebuild rebuild) {
        return rebuilt(pause, List.of(Rollup.values()), rebuild::rebuild);
    }

    /// The relay goes on between two rollups.
    static Result rebuilt(
            RelayPause pause,
            List<Rollup> rollups,
            BiFunction<Rollup, DSLContext, RollupRebuild.Rebuilt> rebuild) {
        Result result = Result.NOTHING;
        for (Rollup rollup : rollups) {
            var rebuilt = pause.during(still -> rebuild.apply(rollup, still));
            result = result.and(RunCheck.result(rebuilt.before(), rebuilt.after()));
        }
        return result;
    }

    /// No transaction around a step: it holds the relay in short ones of its own.
    private static Step step(String name, JobRepository repository, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet).build();
    }

    /// Where the step that lets go was never reached.
    private static JobExecutionListener released(ReconciliationLock lock) {
        return new JobExecutionListener() {
            @Override
            public void afterJob(JobExecution execution) {
                lock.release(ReconcileTasklet.id(execution.getJobParameters()));
            }
        };
    }
}
