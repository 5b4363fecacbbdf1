package org.parley.core.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.campaign.Arm.Placement;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Messages;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;
import org.parley.core.offer.CodeIssue;
import org.parley.core.offer.Offer;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.OfferStock;
import org.parley.core.offer.Offers;

/// Whether the offers of a campaign have a code for everybody, before it is scheduled.
public final class CodeSupply {

    private final Offers offers;
    private final Messages messages;
    private final Audiences audiences;

    /// Counts a segment as it is now.
    public interface Audiences {
        AudiencePreview of(long segmentId, String purpose, Collection<Channel> channels);
    }

    public CodeSupply(Offers offers, Messages messages, Audiences audiences) {
        this.offers = offers;
        this.messages = messages;
        this.audiences = audiences;
    }

    /// An arm with an offer.
    ///
    /// @param needed people of its share of the audience who can be written to on the channel of
    ///   the arm that reaches most; others may be reached by its other channels. 0 where codes are
    ///   made here, of which there are always enough
    /// @param problem why it cannot be scheduled so; null: nothing
    public record ArmSupply(Arm arm, OfferStock stock, long needed, @Nullable String problem) {}

    /// The arms that give codes.
    ///
    /// @param at when messages are to leave
    public List<ArmSupply> of(Campaign campaign, Instant at) {
        List<Arm> giving =
                campaign.arms().stream().filter(arm -> offerId(arm).isPresent()).toList();
        if (giving.isEmpty()) {
            return List.of();
        }
        Map<Long, OfferStock> byId =
                offers.of(giving.stream().map(arm -> offerId(arm).orElseThrow()).toList());
        Map<Arm, Long> needed = needed(campaign, giving, byId);
        Map<Long, Long> ofPool = new HashMap<>();
        needed.forEach(
                (arm, people) -> ofPool.merge(offerId(arm).orElseThrow(), people, Long::sum));
        List<ArmSupply> supplies = new ArrayList<>();
        for (Arm arm : giving) {
            OfferStock stock = Objects.requireNonNull(byId.get(offerId(arm).orElseThrow()));
            supplies.add(
                    new ArmSupply(
                            arm,
                            stock,
                            needed.getOrDefault(arm, 0L),
                            problem(
                                    arm,
                                    stock,
                                    ofPool.getOrDefault(stock.offer().id(), 0L),
                                    at)));
        }
        return supplies;
    }

    private static Optional<Long> offerId(Arm arm) {
        return Optional.ofNullable(arm.placement()).map(Placement::offerId);
    }

    private Map<Arm, Long> needed(Campaign campaign, List<Arm> giving, Map<Long, OfferStock> offers) {
        List<Arm> ofPools =
                giving.stream()
                        .filter(arm ->
                                Objects.requireNonNull(offers.get(offerId(arm).orElseThrow()))
                                                .offer()
                                                .source()
                                        == Source.POOL)
                        .toList();
        if (ofPools.isEmpty()) {
            return Map.of();
        }
        List<Channel> channels =
                ofPools.stream().flatMap(arm -> channels(arm).stream()).distinct().toList();
        Map<String, Long> reach = new HashMap<>();
        for (ChannelReach each :
                audiences.of(campaign.segmentId(), campaign.purpose(), channels).channels()) {
            reach.put(each.channel(), each.reachable());
        }
        Map<Arm, Long> needed = new HashMap<>();
        for (Arm arm : ofPools) {
            long most =
                    channels(arm).stream()
                            .mapToLong(channel -> reach.getOrDefault(channel.name(), 0L))
                            .max()
                            .orElse(0);
            needed.put(arm, Math.ceilDiv(most * arm.weight(), (long) NewCampaign.WHOLE));
        }
        return needed;
    }

    private static List<Channel> channels(Arm arm) {
        Placement placement = arm.placement();
        return placement == null
                ? List.of()
                : placement.steps().stream().map(Step::channel).toList();
    }

    private @Nullable String problem(Arm arm, OfferStock stock, long ofPool, Instant at) {
        Offer offer = stock.offer();
        if (offer.endedAt(at)) {
            return "Offer %s ends at %s, before the messages leave"
                    .formatted(offer.name(), offer.validUntil());
        }
        Channel silent = silent(arm);
        if (silent != null) {
            return "On channel %s the message does not show everybody their code; write {{ %s }} in each language of it, and in the template if it has one"
                    .formatted(silent, CodeIssue.VARIABLE);
        }
        return offer.source() == Source.POOL && stock.waiting() < ofPool
                ? "Offer %s has %d codes left for about %d people; bring more"
                        .formatted(offer.name(), stock.waiting(), ofPool)
                : null;
    }

    /// A channel on which some text leaves the code out.
    private @Nullable Channel silent(Arm arm) {
        Placement placement = arm.placement();
        if (placement == null) {
            return null;
        }
        RichMessage message = messages.variant(placement.variantId());
        for (Channel channel : channels(arm)) {
            if (new MessageRenderer().compile(message, channel).lacks(CodeIssue.VARIABLE)) {
                return channel;
            }
        }
        return null;
    }
}
