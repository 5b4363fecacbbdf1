package org.parley.batch.reconcile;

import java.time.Clock;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.RollupRebuild;
import org.parley.batch.rollup.Rollups;
import org.parley.core.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ReconcileConfiguration.class);
    static final String CHECK_JOB = "reconciliation";
    static final String REBUILD_JOB = "rollupRebuild";

    @Bean
    ReconciliationStore reconciliationStore(DSLContext postgres, Clock clock, AuditLog audit) {
        return new ReconciliationStore(postgres, clock, audit);
    }

    @Bean
    ReconciliationMeters reconciliationMeters(ReconciliationStore store, Clock clock) {
        return new ReconciliationMeters(store, clock);
    }

    @Bean
    Reconciliations reconciliations(
            ReconciliationStore store,
            JobOperator jobs,
            @Qualifier(CHECK_JOB) Job check,
            @Qualifier(REBUILD_JOB) Job rebuild) {
        return new Reconciliations(store, jobs, check, rebuild);
    }

    @Bean(CHECK_JOB)
    Job reconciliationJob(
            JobRepository repository,
            ReconciliationStore store,
            DSLContext postgres,
            @Qualifier("clickHouse") DSLContext clickHouse,
            RelayPause pause,
            Rollups rollups,
            Clock clock) {
        var check = new RunCheck(postgres, clickHouse, pause, rollups, clock);
        var retention = new EventRetention(rollups, clock);
        return job(CHECK_JOB, repository, store, () -> checked(check, retention));
    }

    @Bean(REBUILD_JOB)
    Job rollupRebuildJob(
            JobRepository repository,
            ReconciliationStore store,
            RelayPause pause,
            Rollups rollups,
            Clock clock) {
        var rebuild = new RollupRebuild(rollups, new EventRetention(rollups, clock));
        return job(REBUILD_JOB, repository, store, () -> rebuilt(pause, rebuild));
    }

    /// Old events go only while everything agrees: else they may be needed.
    static Result checked(RunCheck check, EventRetention retention) {
        Result result = check.check();
        if (result.agrees()) {
            int months = retention.dropOld();
            if (months > 0) {
                log.info("Dropped the events of {} months", months);
            }
        }
        return result;
    }

    /// The relay goes on between two rollups.
    static Result rebuilt(RelayPause pause, RollupRebuild rebuild) {
        Result result = Result.NOTHING;
        for (Rollup rollup : Rollup.values()) {
            var rebuilt = pause.during(_ -> rebuild.rebuild(rollup));
            result = result.and(RunCheck.result(rebuilt.before(), rebuilt.after()));
        }
        return result;
    }

    static Job job(
            String name,
            JobRepository repository,
            ReconciliationStore store,
            Supplier<Result> work) {
        // No transaction around the step: it holds the relay in short ones of its own.
        return new JobBuilder(name, repository)
                .start(
                        new StepBuilder(name, repository)
                                .tasklet(new ReconcileTasklet(store, work))
                                .build())
                .build();
    }
}
