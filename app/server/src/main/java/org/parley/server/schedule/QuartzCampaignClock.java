package org.parley.server.schedule;

import java.time.Instant;
import java.util.Date;
import org.parley.core.campaign.CampaignClock;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.ObjectProvider;

/// One job and one one-shot trigger a campaign. Quartz's tables are in our database and join the
/// caller's transaction, so that a campaign is never scheduled without its alarm, nor the other way
/// round.
final class QuartzCampaignClock implements CampaignClock {

    private static final String GROUP = "campaign";

    // asked for when needed: the scheduler builds jobs that need campaigns, which need this
    private final ObjectProvider<Scheduler> scheduler;

    QuartzCampaignClock(ObjectProvider<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void set(long campaignId, Instant at) {
        var job =
                JobBuilder.newJob(FireCampaign.class)
                        .withIdentity(key(campaignId))
                        .usingJobData(FireCampaign.CAMPAIGN, Long.toString(campaignId))
                        .requestRecovery()
                        .build();
        var trigger =
                TriggerBuilder.newTrigger()
                        .withIdentity(Long.toString(campaignId), GROUP)
                        .startAt(Date.from(at))
                        .withSchedule(
                                // late is decided by the campaign's grace, not by the scheduler
                                SimpleScheduleBuilder.simpleSchedule()
                                        .withMisfireHandlingInstructionFireNow())
                        .build();
        try {
            scheduler.getObject().scheduleJob(job, trigger);
        } catch (SchedulerException e) {
            throw new IllegalStateException(
                    "Campaign " + campaignId + " could not be scheduled", e);
        }
    }

    @Override
    public void clear(long campaignId) {
        try {
            scheduler.getObject().deleteJob(key(campaignId));
        } catch (SchedulerException e) {
            throw new IllegalStateException(
                    "The alarm of campaign " + campaignId + " could not be cleared", e);
        }
    }

    private static JobKey key(long campaignId) {
        return JobKey.jobKey(Long.toString(campaignId), GROUP);
    }
}
