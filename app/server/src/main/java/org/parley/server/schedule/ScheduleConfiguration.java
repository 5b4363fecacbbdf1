package org.parley.server.schedule;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.parley.batch.dispatch.DispatchSettings;
import org.parley.core.campaign.CampaignClock;
import org.parley.server.ParleySettings;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    private static final String RECONCILE = "reconcile";

    @Bean
    CampaignClock campaignClock(ObjectProvider<Scheduler> scheduler) {
        return new QuartzCampaignClock(scheduler);
    }

    @Bean
    JobDetail reconcileStores() {
        return JobBuilder.newJob(ReconcileStores.class)
                .withIdentity("stores", RECONCILE)
                .storeDurably()
                .build();
    }

    /// In UTC, where no hour is skipped or repeated. A missed night is not made up for: the next
    /// one compares the same.
    @Bean
    Trigger nightlyReconciliation(JobDetail reconcileStores, ParleySettings settings) {
        LocalTime at = settings.jobs().reconcileAt();
        return TriggerBuilder.newTrigger()
                .withIdentity("nightly", RECONCILE)
                .forJob(reconcileStores)
                .withSchedule(
                        CronScheduleBuilder.dailyAtHourAndMinute(at.getHour(), at.getMinute())
                                .inTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC))
                                .withMisfireHandlingInstructionDoNothing())
                .build();
    }

    @Bean
    DispatchSettings dispatchSettings(ParleySettings settings) {
        ParleySettings.Dispatch dispatch = settings.dispatch();
        return new DispatchSettings(
                dispatch.chunk(),
                dispatch.partitions(),
                dispatch.runLease(),
                DispatchSettings.DEFAULT.maxAttempts(),
                DispatchSettings.DEFAULT.patience());
    }

    @Bean
    @Qualifier("nodeName")
    String nodeName(ParleySettings settings) {
        return settings.node();
    }
}
