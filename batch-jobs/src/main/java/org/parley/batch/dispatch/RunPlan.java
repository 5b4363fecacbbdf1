package org.parley.batch.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.parley.core.campaign.Arm;
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
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.TrackingLinks;
import org.parley.core.tracking.UnsubscribeLinks;

/// Everything of a run that is the same for all its recipients: made once a launch, shared by its
/// partitions.
final class RunPlan {

    private final int runId;
    private final Map<Integer, Way> ways;
    private final TrackingLinks links;
    private final UnsubscribeLinks unsubscribes;

    /// How an arm's message leaves.
    private record Way(ChannelAdapter adapter, CompiledMessage message) {}

    private RunPlan(
            int runId, Map<Integer, Way> ways, TrackingLinks links, UnsubscribeLinks unsubscribes) {
        this.runId = runId;
        this.ways = ways;
        this.links = links;
        this.unsubscribes = unsubscribes;
    }

    /// A recipient's message, or the variable that it lacks.
    sealed interface Draft {
        record Ready(ChannelAdapter adapter, OutboundMessage message) implements Draft {}

        record Lacking(String variable) implements Draft {}
    }

    /// Makes plans.
    record Factory(
            Campaigns campaigns,
            Messages messages,
            Channels channels,
            TrackingLinks links,
            UnsubscribeLinks unsubscribes) {

        RunPlan of(int runId, long campaignId) {
            Campaign campaign = campaigns.get(campaignId);
            MessageRenderer renderer = new MessageRenderer();
            Map<Integer, Way> ways = new TreeMap<>();
            for (Arm arm : campaign.arms()) {
                Arm.Placement placement = arm.placement();
                if (placement != null) {
                    RichMessage content = messages.variant(placement.variantId());
                    ways.put(
                            arm.number(),
                            new Way(
                                    channels.get(placement.channel()),
                                    renderer.compile(content, placement.channel())));
                }
            }
            return new RunPlan(runId, ways, links, unsubscribes);
        }
    }

    Draft draft(Claimed recipient, Instant now) {
        Way way = ways.get(recipient.arm());
        if (way == null) {
            throw new IllegalStateException(
                    "Run " + runId + " has no arm " + recipient.arm() + " that sends");
        }
        MessageId id = new MessageId(runId, recipient.ordinal());
        Rendering rendering =
                way.message().render(recipient.variables(), (index, _) -> links.linkFor(id, index));
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
                                    unsubscribes.linkFor(id)));
        };
    }

    private static boolean windowOpen(ChannelAdapter adapter, Claimed recipient, Instant now) {
        Duration window = adapter.capabilities().serviceWindow();
        Instant wrote = recipient.lastInboundAt();
        return window == null || (wrote != null && now.isBefore(wrote.plus(window)));
    }
}
