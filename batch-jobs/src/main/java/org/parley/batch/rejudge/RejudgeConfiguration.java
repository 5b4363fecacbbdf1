package org.parley.batch.rejudge;

import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.parley.batch.attribution.AttributionSettings;
import org.parley.batch.reconcile.JudgedMonths;
import org.parley.core.audit.AuditLog;
import org.parley.core.tracking.MachineRuleSets;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RejudgeConfiguration {

    private static final Duration POLL = Duration.ofSeconds(10);

    /// Locked for as long as ClickHouse tells their history.
    private static final int PEOPLE_AT_A_TIME = 1_000;

    @Bean
    RejudgingStore rejudgingStore(DSLContext postgres, Clock clock, AuditLog audit) {
        return new RejudgingStore(postgres, clock, audit);
    }

    @Bean
    RejudgingJobs rejudgingJobs(
            JobRepository repository, RejudgingStore store, DSLContext postgres) {
        return new RejudgingJobs(repository, store, new ArriveTasklet(store, new Outbox(postgres)));
    }

    @Bean(RejudgingJobs.JUDGE)
    Job rejudgingJob(
            RejudgingJobs jobs,
            RejudgingStore store,
            @Qualifier("clickHouse") DSLContext clickHouse,
            MachineRuleSets rules) {
        return jobs.judging(new JudgeTasklet(store, new History(clickHouse), rules));
    }

    @Bean(RejudgingJobs.APPLY)
    Job rejudgingApplyJob(
            RejudgingJobs jobs,
            RejudgingStore store,
            DSLContext postgres,
            @Qualifier("clickHouse") DSLContext clickHouse,
            AttributionSettings settings,
            JudgedMonths rollups,
            Clock clock) {
        var readings = new ReadingWriter(new History(clickHouse), settings.read());
        return jobs.applying(
                new VerdictTeller(postgres, readings, clock, PEOPLE_AT_A_TIME),
                new RestateTasklet(store, rollups));
    }

    @Bean
    Rejudgings rejudgings(
            RejudgingStore store,
            MachineRuleSets rules,
            JobOperator jobs,
            @Qualifier(RejudgingJobs.JUDGE) Job judging,
            @Qualifier(RejudgingJobs.APPLY) Job applying,
            Clock clock) {
        return new Rejudgings(
                store, rules, new RejudgingLauncher(store, jobs, judging, applying, clock), clock);
    }

    @Bean
    RejudgingKeeper rejudgingKeeper(Rejudgings rejudgings) {
        return new RejudgingKeeper(rejudgings, POLL);
    }
}
