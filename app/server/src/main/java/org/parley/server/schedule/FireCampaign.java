package org.parley.server.schedule;

import org.parley.batch.dispatch.RunKeeper;
import org.parley.core.campaign.FireOutcome;
import org.parley.core.campaign.Runs;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campaign's time has come: makes its run and wakes who works on runs.
@DisallowConcurrentExecution
public final class FireCampaign implements Job {

    static final String CAMPAIGN = "campaign";

    private static final Logger log = LoggerFactory.getLogger(FireCampaign.class);

    private final Runs runs;
    private final RunKeeper keeper;

    /// Made by Spring's job factory.
    public FireCampaign(Runs runs, RunKeeper keeper) {
        this.runs = runs;
        this.keeper = keeper;
    }

    @Override
    public void execute(JobExecutionContext context) {
        long campaign = Long.parseLong(context.getMergedJobDataMap().getString(CAMPAIGN));
        switch (runs.fire(campaign)) {
            case FireOutcome.Fired(int run) -> {
                log.info("Campaign {} fired: run {}", campaign, run);
                keeper.wake();
            }
            case FireOutcome.Ignored(String reason) ->
                    log.debug("Campaign {} not fired: {}", campaign, reason);
            case FireOutcome.Missed(int run) ->
                    log.warn("Campaign {} was missed: run {}", campaign, run);
        }
    }
}
