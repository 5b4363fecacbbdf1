package org.parley.analytics.kpi;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.parley.analytics.kpi.KpiDefinition.Unit;

/// Shares of people.
// The functions hold no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum ShareKpi implements Kpi {
    DELIVERY_RATE(
            "deliveryRate",
            "Delivery rate",
            "People whose message is known to have been delivered, or who did something with it",
            "People to whom a message was sent, that is, accepted by the provider",
            "Receipts of the whole life of the run, counted with the day of the send",
            "No value where nothing was sent",
            "For email, delivered means accepted by the receiving server, not seen in the inbox",
            ArmFacts::delivered,
            ArmFacts::sent),
    READ_RATE(
            "readRate",
            "Read rate",
            "People with a read receipt, a click or a reply",
            "People to whom a message was delivered",
            "Receipts of the whole life of the run",
            "No value where nothing was delivered, and none for email",
            "A lower bound, since people may switch receipts off. Email has an open rate, which is"
                    + " another thing",
            ArmFacts::read,
            ArmFacts::delivered,
            arm -> !arm.email()),
    OPEN_RATE(
            "openRate",
            "Open rate, people",
            "People who loaded the picture of the mail, clicked or replied; known machines excluded",
            "People to whom a message was delivered",
            "Opens of the whole life of the run",
            "No value where nothing was delivered, and none but for email",
            "An upper bound: some machines look like people. Not to be compared with the read rate"
                    + " of chat. Where an account counts no opens, only clicks and replies are left",
            ArmFacts::read,
            ArmFacts::delivered,
            ArmFacts::email),
    OPEN_RATE_RAW(
            "openRateRaw",
            "Open rate, with machines",
            "People whose mail's picture was loaded by anybody or anything, or who clicked or replied",
            "People to whom a message was delivered",
            "Opens of the whole life of the run",
            "No value where nothing was delivered, and none but for email",
            "What other products call the open rate. Apple Mail Privacy Protection and scanners"
                    + " load pictures that nobody looks at",
            ArmFacts::readRaw,
            ArmFacts::delivered,
            ArmFacts::email),
    CLICK_RATE(
            "clickRate",
            "Click rate (CTR)",
            "People who followed a link or a link button; link checkers and previews excluded",
            "People to whom a message was delivered",
            "Clicks of the whole life of the run",
            "No value where nothing was delivered",
            "Links to unsubscribe are no clicks",
            ArmFacts::clicked,
            ArmFacts::delivered),
    CLICK_RATE_RAW(
            "clickRateRaw",
            "Click rate, with machines",
            "People one of whose links was followed by anybody or anything",
            "People to whom a message was delivered",
            "Clicks of the whole life of the run",
            "No value where nothing was delivered",
            "What other products call the click rate. Link checkers follow links that nobody asked"
                    + " for",
            ArmFacts::clickedRaw,
            ArmFacts::delivered),
    CLICK_TO_OPEN(
            "clickToOpen",
            "Click-to-open rate (CTOR)",
            "People who followed a link or a link button; link checkers and previews excluded",
            "People with a read receipt, an open of their own, a click or a reply",
            "Clicks and receipts of the whole life of the run",
            "No value where nobody has read",
            "Off by as much as the read or open rate is. Some products call this CTR",
            ArmFacts::clicked,
            ArmFacts::read),
    REPLY_RATE(
            "replyRate",
            "Reply rate",
            "People who wrote back or tapped a reply button; words that opt out excluded",
            "People to whom a message was delivered",
            "Replies that the intake assigned to the run, without a further limit",
            "No value where nothing was delivered",
            "One person counts once, however much they write",
            ArmFacts::replied,
            ArmFacts::delivered),
    OPT_OUT_RATE(
            "optOutRate",
            "Opt-out rate",
            "People who withdrew their consent in answer to the message",
            "People to whom a message was delivered",
            "The whole life of the run",
            "No value where nothing was delivered",
            "An opt-out by link, by word or by the provider's button is the same",
            ArmFacts::optedOut,
            ArmFacts::delivered),
    CONVERSION_ITT(
            "conversionItt",
            "Conversion by assignment",
            "People assigned to the arm who bought, whether or not the sale is credited",
            "People assigned to the arm, reached or not",
            "From the start of the run for the campaign's attribution days",
            "No value where nobody was assigned",
            "The figure that arms may be compared by: the draw made the arms alike, and nobody"
                    + " leaves the count for not being reached. A later refund does not undo it",
            ArmFacts::converters,
            ArmFacts::assigned),
    CONVERSION_ATTRIBUTED(
            "conversionAttributed",
            "Conversion by attribution",
            "People with a sale that is credited to their message",
            "People to whom a message was delivered",
            "Sales within the campaign's attribution days of a click or a reply, last touch",
            "No value where nothing was delivered",
            "For operations. Some of these people would have bought anyway: do not compare arms"
                    + " by it",
            ArmFacts::ordered,
            ArmFacts::delivered),
    CLICK_ITT(
            "clickItt",
            "Clicks by assignment",
            "People assigned to the arm who followed a link; link checkers and previews excluded",
            "People assigned to the arm, reached or not",
            "Clicks of the whole life of the run",
            "No value where nobody was assigned",
            "Comparable between chat and email, unlike reading and opening",
            ArmFacts::clicked,
            ArmFacts::assigned);

    private final KpiDefinition definition;
    private final ToLongFunction<ArmFacts> numerator;
    private final ToLongFunction<ArmFacts> denominator;
    private final Predicate<ArmFacts> measured;

    ShareKpi(
            String id,
            String name,
            String over,
            String under,
            String window,
            String nullRule,
            String note,
            ToLongFunction<ArmFacts> numerator,
            ToLongFunction<ArmFacts> denominator) {
        this(id, name, over, under, window, nullRule, note, numerator, denominator, _ -> true);
    }

    ShareKpi(
            String id,
            String name,
            String over,
            String under,
            String window,
            String nullRule,
            String note,
            ToLongFunction<ArmFacts> numerator,
            ToLongFunction<ArmFacts> denominator,
            Predicate<ArmFacts> measured) {
        this.definition =
                new KpiDefinition(id, name, over, under, window, nullRule, note, Unit.SHARE);
        this.numerator = numerator;
        this.denominator = denominator;
        this.measured = measured;
    }

    @Override
    public KpiDefinition definition() {
        return definition;
    }

    /// What is not measured in an arm is 0 of 0, which has no value.
    public KpiValue of(ArmFacts arm) {
        return measured.test(arm)
                ? KpiValue.share(
                        definition.id(), numerator.applyAsLong(arm), denominator.applyAsLong(arm))
                : KpiValue.share(definition.id(), 0, 0);
    }
}
