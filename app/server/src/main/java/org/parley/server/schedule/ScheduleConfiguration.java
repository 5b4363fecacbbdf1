package org.parley.server.schedule;

import org.parley.batch.dispatch.DispatchSettings;
import org.parley.core.campaign.CampaignClock;
import org.parley.server.ParleySettings;
import org.quartz.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    @Bean
    CampaignClock campaignClock(ObjectProvider<Scheduler> scheduler) {
        return new QuartzCampaignClock(scheduler);
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
