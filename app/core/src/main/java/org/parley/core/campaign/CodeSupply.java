package org.parley.core.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.campaign.Arm.Placement;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.campaign.internal.CodePromises;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Messages;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;
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
    private final CodePromises promises;

    /// Counts a segment as it is now.
    public interface Audiences {
        AudiencePreview of(long segmentId, String purpose, Collection<Channel> channels);
    }

    public CodeSupply(
            Offers offers, Messages messages, Audiences audiences, CodePromises promises) {
        this.offers = offers;
        this.messages = messages;
        this.audiences = audiences;
        this.promises = promises;
    }

    /// An arm with an offer.
    ///
    /// @param needed people of its share of the audience who can be written to on the channel of
    ///   the arm that reaches most; others may be reached by its other channels. 0 where codes are
    ///   made here, of which there are always enough
    /// @param promised people of other campaigns, scheduled or under way, who are to get codes of
    ///   the same pool
    /// @param problem why it cannot be scheduled so; null: nothing
    public record ArmSupply(
            Arm arm, OfferStock stock, long needed, long promised, @Nullable String problem) {}

    /// Why the campaign cannot be scheduled so, by field; empty when nothing is wrong.
    ///
    /// @param at when messages are to leave
    public List<FieldProblem> problems(Campaign campaign, Instant at) {
        Stream<FieldProblem> lacking =
                of(campaign, at).stream()
                        .flatMap(each ->
                                Stream.ofNullable(each.problem())
                                        .map(problem -> problem(each.arm(), problem)));
        return Stream.concat(lacking, withoutOffer(campaign)).toList();
    }

    /// The arms that give codes.
    ///
    /// @param at when messages are to leave
    public List<ArmSupply> of(Campaign campaign, Instant at) {
        List<Arm> giving =
                campaign.arms().stream().filter(arm -> offerId(arm).isPresent()).toList();
        if (giving.isEmpty()) {
            return List.of();
        }
        Map<Long, OfferStock> stocks =
                offers.of(giving.stream().map(arm -> offerId(arm).orElseThrow()).toList());
        Set<Long> pools =
                stocks.values().stream()
                        .map(OfferStock::offer)
                        .filter(offer -> offer.source() == Source.POOL)
                        .map(Offer::id)
                        .collect(Collectors.toSet());
        Map<Arm, Long> needed = needed(campaign, pools);
        Map<Long, Long> ofPool = byPool(needed);
        Map<Long, Long> promised = promised(campaign, pools);
        List<ArmSupply> supplies = new ArrayList<>();
        for (Arm arm : giving) {
            long offer = offerId(arm).orElseThrow();
            OfferStock stock = Objects.requireNonNull(stocks.get(offer));
            long elsewhere = promised.getOrDefault(offer, 0L);
            supplies.add(
                    new ArmSupply(
                            arm,
                            stock,
                            needed.getOrDefault(arm, 0L),
                            elsewhere,
                            problem(arm, stock, ofPool.getOrDefault(offer, 0L), elsewhere, at)));
        }
        return supplies;
    }

    private static Optional<Long> offerId(Arm arm) {
        return Optional.ofNullable(arm.placement()).map(Placement::offerId);
    }

    private static FieldProblem problem(Arm arm, String detail) {
        return new FieldProblem("arms[" + (arm.number() - 1) + "].offerId", detail);
    }

    /// Arms whose texts show a code that nobody gives, where no contact brings along something of
    /// that name either.
    private Stream<FieldProblem> withoutOffer(Campaign campaign) {
        List<Arm> showing =
                campaign.arms().stream()
                        .filter(arm -> offerId(arm).isEmpty() && shows(arm))
                        .toList();
        return showing.isEmpty() || promises.anybodyHas(CodeIssue.VARIABLE)
                ? Stream.empty()
                : showing.stream()
                        .map(arm ->
                                problem(
                                        arm,
                                        "The message shows {{ %s }} and nobody of the arm gets a code; choose an offer"
                                                .formatted(CodeIssue.VARIABLE)));
    }

    private boolean shows(Arm arm) {
        Placement placement = arm.placement();
        if (placement == null) {
            return false;
        }
        RichMessage message = messages.variant(placement.variantId());
        return channels(arm).stream()
                .anyMatch(channel ->
                        new MessageRenderer()
                                .compile(message, channel)
                                .variables()
                                .contains(CodeIssue.VARIABLE));
    }

    /// How many people of other campaigns are to get codes of these pools.
    private Map<Long, Long> promised(Campaign campaign, Set<Long> pools) {
        if (pools.isEmpty()) {
            return Map.of();
        }
        Map<Long, Long> promised = new HashMap<>(promises.owed(pools, campaign.id()));
        for (Campaign other : promises.scheduled(pools, campaign.id())) {
            byPool(needed(other, pools))
                    .forEach((pool, people) -> promised.merge(pool, people, Long::sum));
        }
        return promised;
    }

    private static Map<Long, Long> byPool(Map<Arm, Long> needed) {
        Map<Long, Long> byPool = new HashMap<>();
        needed.forEach(
                (arm, people) -> byPool.merge(offerId(arm).orElseThrow(), people, Long::sum));
        return byPool;
    }

    private Map<Arm, Long> needed(Campaign campaign, Set<Long> pools) {
        List<Arm> ofPools =
                campaign.arms().stream()
                        .filter(arm -> offerId(arm).filter(pools::contains).isPresent())
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

    private @Nullable String problem(
            Arm arm, OfferStock stock, long ofPool, long promised, Instant at) {
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
        if (offer.source() == Source.MADE || stock.waiting() >= ofPool + promised) {
            return null;
        }
        return "Offer %s has %d codes left for about %d people%s; bring more"
                .formatted(
                        offer.name(),
                        stock.waiting(),
                        ofPool,
                        promised == 0 ? "" : " and about " + promised + " of other campaigns");
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
