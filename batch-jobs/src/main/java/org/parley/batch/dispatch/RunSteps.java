package org.parley.batch.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.batch.dispatch.ActiveLaunches.Turn;
import org.parley.core.audience.SegmentMembers;
import org.parley.core.campaign.Arm;
import org.parley.core.campaign.Campaign;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.Runs;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.dispatch.Failover;
import org.parley.core.dispatch.Ledger;
import org.parley.core.dispatch.RunLinks;
import org.parley.core.kernel.Channel;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// What the steps of a run do. The steps hold no state of their own: the ledger knows what is done,
/// so a launch may start from the beginning however the one before it ended.
final class RunSteps {

    private final RunPlan.Factory plans;
    private final Runs runs;
    private final Ledger ledger;
    private final RunLinks links;
    private final SegmentMembers members;
    private final CopyBarrier barrier;
    private final ActiveLaunches launches;
    private final DispatchSettings settings;
    private final SendRate rate;
    private final Clock clock;
    private final Failover failover;
    private final Map<Turn, Sending> sendings = new ConcurrentHashMap<>();

    /// What the ranges of a launch share.
    private record Sending(ChunkSender sender, StepChange steps) {}

    RunSteps(
            RunPlan.Factory plans,
            Runs runs,
            Ledger ledger,
            Failover failover,
            RunLinks links,
            SegmentMembers members,
            CopyBarrier barrier,
            ActiveLaunches launches,
            DispatchSettings settings,
            SendRate rate,
            Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.ledger = ledger;
        this.failover = failover;
        this.links = links;
        this.members = members;
        this.barrier = barrier;
        this.launches = launches;
        this.settings = settings;
        this.rate = rate;
        this.clock = clock;
    }

    /// Freezes the audience, unless an earlier launch did, and settles what that launch left open.
    Tasklet prepare(int runId) {
        return (_, _) -> {
            Run run = runs.get(runId);
            Campaign campaign = plans.campaigns().get(run.campaignId());
            for (Arm arm : campaign.arms()) {
                Arm.Placement placement = arm.placement();
                if (placement != null) {
                    links.write(
                            runId,
                            arm.number(),
                            plans.messages().variant(placement.variantId()).links());
                }
            }
            if (run.snapshotAt() == null) {
                Instant asOf = clock.instant();
                barrier.awaitCopy();
                ledger.freeze(runId, members.of(campaign.segmentId(), asOf));
            }
            ledger.abandonClaims(
                    runId,
                    channels(Capabilities::idempotentSend),
                    channels(Capabilities::deliveryReceipts));
            return RepeatStatus.FINISHED;
        };
    }

    private List<Channel> channels(Predicate<Capabilities> can) {
        return plans.channels().all().stream()
                .filter(adapter -> can.test(adapter.capabilities()))
                .map(ChannelAdapter::channel)
                .toList();
    }

    /// Ranges of ordinals of about equal size.
    Partitioner ranges(int runId) {
        return _ -> {
            int targeted = runs.get(runId).targeted();
            int parts = Math.max(1, Math.min(settings.partitions(), targeted));
            Map<String, ExecutionContext> ranges = new LinkedHashMap<>();
            for (int part = 0; part < parts; part++) {
                ExecutionContext context = new ExecutionContext();
                context.putInt("after", (int) ((long) targeted * part / parts));
                context.putInt("last", (int) ((long) targeted * (part + 1) / parts));
                ranges.put("range" + part, context);
            }
            return ranges;
        };
    }

    /// Claims, sends and settles one chunk an iteration.
    Tasklet dispatch(int runId, int after, int last) {
        Turn turn = launches.of(runId);
        Sending sending = sending(turn);
        RangeWorker worker =
                new RangeWorker(
                        ledger,
                        runs,
                        sending.sender(),
                        sending.steps(),
                        turn,
                        settings,
                        clock,
                        after,
                        last);
        return (contribution, chunk) -> {
            boolean more = worker.step();
            return more && !stopping(chunk) ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
        };
    }

    private static boolean stopping(
            org.springframework.batch.core.scope.context.@Nullable ChunkContext chunk) {
        return chunk != null && chunk.getStepContext().getStepExecution().isTerminateOnly();
    }

    private Sending sending(Turn turn) {
        return sendings.computeIfAbsent(
                turn,
                _ -> {
                    int runId = turn.launch().runId();
                    RunPlan plan = plans.of(runId, runs.get(runId).campaignId());
                    OutcomePolicy policy = new OutcomePolicy(settings.maxAttempts());
                    return new Sending(
                            new ChunkSender(plan, rate, policy, clock),
                            new StepChange(failover, plan, rate));
                });
    }

    void ended(Turn turn) {
        sendings.remove(turn);
    }
}
