package org.parley.batch.attribution;

import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.parley.core.audit.AuditLog;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts attribution with the application.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttributionSettings.class)
class AttributionConfiguration {

    static final String REBUILD_JOB = "attributionRebuild";

    /// Time between two looks when nobody waits.
    private static final Duration POLL = Duration.ofSeconds(1);

    /// People a transaction, so that the loop of attribution is not kept out for long.
    private static final int REBUILD_BATCH = 2_000;

    @Bean
    Attribution attribution(DSLContext dsl, AttributionSettings settings, Clock clock) {
        return new Attribution(dsl, settings, clock);
    }

    @Bean
    AttributionLoop attributionLoop(Attribution attribution) {
        return new AttributionLoop(attribution, POLL);
    }

    @Bean
    RebuildStore attributionRebuildStore(DSLContext dsl, Clock clock, AuditLog audit) {
        return new RebuildStore(dsl, clock, audit);
    }

    @Bean
    Rebuilds attributionRebuilds(
            RebuildStore store, JobOperator jobs, @Qualifier(REBUILD_JOB) Job rebuild) {
        return new Rebuilds(store, jobs, rebuild);
    }

    @Bean(REBUILD_JOB)
    Job attributionRebuildJob(
            DSLContext dsl, JobRepository repository, Attribution attribution, RebuildStore store) {
        return job(repository, new AttributionRebuild(dsl, attribution, store, REBUILD_BATCH));
    }

    static Job job(JobRepository repository, AttributionRebuild rebuild) {
        // No transaction around the step: each batch of people is one, with its progress.
        return new JobBuilder(REBUILD_JOB, repository)
                .start(new StepBuilder("credit", repository).tasklet(rebuild).build())
                .build();
    }
}
