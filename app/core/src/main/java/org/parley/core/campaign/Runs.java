package org.parley.core.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.internal.CampaignStore;
import org.parley.core.campaign.internal.RunStore;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// The life of runs: fired by the clock, leased by the node that works on them, finished when their
/// ledger has nothing left to do.
public final class Runs {

    private final DSLContext dsl;
    private final CampaignStore campaigns = new CampaignStore();
    private final RunStore store = new RunStore();
    private final Clock clock;
    private final boolean sandbox;

    /// @param sandbox whether the providers of this installation are simulated
    public Runs(DSLContext dsl, Clock clock, boolean sandbox) {
        this.dsl = dsl;
        this.clock = clock;
        this.sandbox = sandbox;
    }

    /// The campaign's time has come. Firing the same time twice is one run.
    public FireOutcome fire(long campaignId) {
        return dsl.transactionResult(tx -> {
            Instant now = clock.instant();
            CampaignState state = campaigns.lock(tx.dsl(), campaignId).orElse(null);
            if (state != CampaignState.SCHEDULED) {
                return new FireOutcome.Ignored("The campaign is not scheduled");
            }
            Instant at = campaigns.scheduledAt(tx.dsl(), campaignId);
            if (at.isAfter(now)) {
                return new FireOutcome.Ignored("The time has not come");
            }
            Duration grace = campaigns.missedGrace(tx.dsl(), campaignId);
            boolean missed = now.isAfter(at.plus(grace));
            RunState start = missed ? RunState.MISSED : RunState.RUNNING;
            int run = store.insert(tx.dsl(), campaignId, at, start, now, sandbox);
            campaigns.state(
                    tx.dsl(),
                    campaignId,
                    missed ? CampaignState.MISSED : CampaignState.RUNNING,
                    now);
            return missed ? new FireOutcome.Missed(run) : new FireOutcome.Fired(run);
        });
    }

    /// Campaigns whose time came without the scheduler telling us.
    public List<Long> overdue(Duration by) {
        return campaigns.dueBefore(dsl, clock.instant().minus(by));
    }

    public Optional<Run> find(int id) {
        return store.find(dsl, id);
    }

    public Run get(int id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("run", id));
    }

    /// Newest first.
    public Page<Run> list(@Nullable Long campaignId, @Nullable String after, int limit) {
        return store.page(dsl, campaignId, after, limit);
    }

    /// Takes a running run that nobody works on, for `lease`.
    ///
    /// @return the run and which launch of it this is; empty when there is none
    public Optional<Launch> takeOne(String node, Duration lease) {
        Instant now = clock.instant();
        return store.take(dsl, node, now, now.plus(lease));
    }

    /// One node's turn at a run.
    ///
    /// @param number from 1; a later launch means that the earlier one ended or died
    public record Launch(int runId, int number) {}

    /// @return false when the lease was lost: somebody else may work on the run
    public boolean renew(Launch launch, Duration lease) {
        return store.renew(dsl, launch, clock.instant().plus(lease));
    }

    /// Ends this node's turn: finishes the run when nothing is left to do, else notes when it goes
    /// on.
    public Run release(Launch launch) {
        return dsl.transactionResult(tx -> store.release(tx.dsl(), launch, clock.instant()));
    }

    /// Pauses a run and its campaign because of what a provider said.
    ///
    /// @param problem for a person: what happened and the remedy
    public void pauseBecause(int runId, String problem) {
        pause(runId, problem, null);
    }

    /// As [#pauseBecause], until codes of this offer are brought.
    public void pauseForCodes(int runId, String problem, long offerId) {
        pause(runId, problem, offerId);
    }

    private void pause(int runId, String problem, @Nullable Long lacking) {
        dsl.transaction(tx -> {
            long campaign = store.campaignOf(tx.dsl(), runId);
            if (campaigns.lock(tx.dsl(), campaign).orElse(null) == CampaignState.RUNNING) {
                campaigns.state(tx.dsl(), campaign, CampaignState.PAUSED, clock.instant());
                store.pause(tx.dsl(), campaign, problem, lacking);
            }
        });
    }

    /// Resumes runs that waited for codes, where some were brought. One that somebody resumed or
    /// cancelled meanwhile stays as it is.
    public void resumeSupplied() {
        for (int runId : store.supplied(dsl, clock.instant())) {
            dsl.transaction(tx -> {
                long campaign = store.campaignOf(tx.dsl(), runId);
                if (campaigns.lock(tx.dsl(), campaign).orElse(null) == CampaignState.PAUSED
                        && store.lacksCodes(tx.dsl(), runId)) {
                    campaigns.state(tx.dsl(), campaign, CampaignState.RUNNING, clock.instant());
                    store.resume(tx.dsl(), campaign);
                }
            });
        }
    }
}
