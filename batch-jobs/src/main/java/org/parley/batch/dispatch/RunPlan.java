package org.parley.batch.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.parley.core.campaign.Arm;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.campaign.Campaign;
import org.parley.core.campaign.Campaigns;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.CompiledMessage;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Messages;
import org.parley.core.content.Rendering;
import org.parley.core.content.Rendering.MissingVariable;
import org.parley.core.content.Rendering.Rendered;
import org.parley.core.content.RichMessage;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Claim.MissingCode;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.OpenLinks;
import org.parley.core.tracking.TrackingLinks;
import org.parley.core.tracking.UnsubscribeLinks;

/// Everything of a run that is the same for all its recipients: made once a launch, shared by its
/// partitions.
final class RunPlan {

    private final int runId;
    private final Map<Place, Way> ways;
    private final TrackingLinks links;
    private final UnsubscribeLinks unsubscribes;
    private final OpenLinks opens;

    /// A step of an arm.
    private record Place(int arm, int step) {}

    /// How an arm's message leaves on one of its steps.
    private record Way(ChannelAdapter adapter, CompiledMessage message) {}

    private RunPlan(
            int runId,
            Map<Place, Way> ways,
            TrackingLinks links,
            UnsubscribeLinks unsubscribes,
            OpenLinks opens) {
        this.runId = runId;
        this.ways = ways;
        this.links = links;
        this.unsubscribes = unsubscribes;
        this.opens = opens;
    }

    /// A recipient's message, or what it lacks.
    sealed interface Draft {
        record Ready(ChannelAdapter adapter, OutboundMessage message) implements Draft {}

        record Lacking(String variable) implements Draft {}

        /// The arm's offer has ended, so that no code is good for anything; whatever the texts
        /// would say without one.
        record Codeless() implements Draft {}

        /// Nobody's code is left of the arm's offer.
        record Awaiting(MissingCode code) implements Draft {}
    }

    /// Makes plans.
    record Factory(
            Campaigns campaigns,
            Messages messages,
            Channels channels,
            TrackingLinks links,
            UnsubscribeLinks unsubscribes,
            OpenLinks opens) {

        RunPlan of(int runId, long campaignId) {
            Campaign campaign = campaigns.get(campaignId);
            MessageRenderer renderer = new MessageRenderer();
            Map<Place, Way> ways = new HashMap<>();
            for (Arm arm : campaign.arms()) {
                Arm.Placement placement = arm.placement();
                if (placement != null) {
                    RichMessage content = messages.variant(placement.variantId());
                    for (int i = 0; i < placement.steps().size(); i++) {
                        Step step = placement.steps().get(i);
                        ways.put(
                                new Place(arm.number(), i + 1),
                                new Way(
                                        campaigns
                                                .account(step)
                                                .orElseGet(() -> channels.get(step.channel())),
                                        renderer.compile(content, step.channel())));
                    }
                }
            }
            return new RunPlan(runId, ways, links, unsubscribes, opens);
        }
    }

    Draft draft(Claimed recipient, Instant now) {
        MissingCode missing = recipient.missing();
        if (missing != null) {
            return missing.ended() ? new Draft.Codeless() : new Draft.Awaiting(missing);
        }
        int step = recipient.step();
        Way way = way(recipient.arm(), step);
        MessageId id = new MessageId(runId, recipient.ordinal());
        Rendering rendering =
                way.message()
                        .render(
                                recipient.variables(),
                                (index, _) -> links.linkFor(id, step, index));
        return switch (rendering) {
            case MissingVariable(String name) -> new Draft.Lacking(name);
            case Rendered(var content) ->
                    new Draft.Ready(
                            way.adapter(),
                            new OutboundMessage(
                                    id,
                                    recipient.address(),
                                    content,
                                    windowOpen(way.adapter(), recipient, now),
                                    unsubscribes.linkFor(id, step),
                                    opens.linkFor(id, step)));
        };
    }

    /// Through which a step of an arm is sent.
    ChannelAdapter adapter(int arm, int step) {
        return way(arm, step).adapter();
    }

    private Way way(int arm, int step) {
        Way way = ways.get(new Place(arm, step));
        if (way == null) {
            throw new IllegalStateException(
                    "Run " + runId + " has no arm " + arm + " that sends on step " + step);
        }
        return way;
    }

    private static boolean windowOpen(ChannelAdapter adapter, Claimed recipient, Instant now) {
        Duration window = adapter.capabilities().serviceWindow();
        Instant wrote = recipient.lastInboundAt();
        return window == null || (wrote != null && now.isBefore(wrote.plus(window)));
    }
}
