package org.parley.batch.dispatch;

import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.parley.core.audience.SegmentMembers;
import org.parley.core.campaign.Campaigns;
import org.parley.core.campaign.Runs;
import org.parley.core.channel.Channels;
import org.parley.core.content.Messages;
import org.parley.core.dispatch.Failover;
import org.parley.core.dispatch.Ledger;
import org.parley.core.dispatch.RunLinks;
import org.parley.core.tracking.OpenLinks;
import org.parley.core.tracking.TrackingLinks;
import org.parley.core.tracking.UnsubscribeLinks;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    ActiveLaunches activeLaunches() {
        return new ActiveLaunches();
    }

    @Bean
    RunSteps runSteps(
            Campaigns campaigns,
            Messages messages,
            Channels channels,
            TrackingLinks links,
            UnsubscribeLinks unsubscribes,
            OpenLinks opens,
            Runs runs,
            Ledger ledger,
            Failover failover,
            SegmentMembers members,
            DSLContext dsl,
            ActiveLaunches launches,
            DispatchSettings settings,
            Clock clock) {
        return new RunSteps(
                new RunPlan.Factory(campaigns, messages, channels, links, unsubscribes, opens),
                runs,
                ledger,
                failover,
                new RunLinks(dsl),
                members,
                new CopyBarrier(dsl, clock, Duration.ofMinutes(1)),
                launches,
                settings,
                new SendRate(),
                clock);
    }

    @Bean
    RunKeeper runKeeper(
            Runs runs,
            Job run,
            JobRepository repository,
            RunSteps steps,
            ActiveLaunches launches,
            DispatchSettings settings,
            @Qualifier("nodeName") String node)
            throws Exception {
        return new RunKeeper(
                runs,
                repository,
                waitingOperator(repository),
                run,
                steps,
                launches,
                settings,
                node);
    }

    /// The keeper's thread is the launch: it waits for the job, where the application's operator
    /// returns at once.
    private static JobOperator waitingOperator(JobRepository repository) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        return operator;
    }
}
