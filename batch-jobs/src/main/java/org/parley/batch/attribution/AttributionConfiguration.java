package org.parley.batch.attribution;

import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// Starts attribution with the application.
@Configuration(proxyBeanMethods = false)
class AttributionConfiguration {

    /// Time between two looks when nobody waits.
    private static final Duration POLL = Duration.ofSeconds(1);

    @Bean
    Attribution attribution(DSLContext dsl, Clock clock) {
        return new Attribution(dsl, clock);
    }

    @Bean
    AttributionLoop attributionLoop(Attribution attribution) {
        return new AttributionLoop(attribution, POLL);
    }

    @Bean
    Job attributionRebuild(
            JobRepository jobs, PlatformTransactionManager transactions, Attribution attribution) {
        var rebuild = new AttributionRebuild(attribution);
        return new JobBuilder("attributionRebuild", jobs)
                .start(new StepBuilder("queue", jobs).tasklet(rebuild::queue, transactions).build())
                .next(
                        new StepBuilder("credit", jobs)
                                .tasklet(rebuild::credit, transactions)
                                .build())
                .build();
    }
}
