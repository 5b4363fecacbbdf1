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
            Facts::delivered,
            Facts::sent),
    READ_RATE(
            "readRate",
            "Read rate",
            "People with a read receipt, a click or a reply",
            Words.DELIVERED,
            "Receipts of the whole life of the run",
            "No value where nothing was delivered, and none for email: people of email arms are"
                    + " left out",
            "A lower bound, since people may switch receipts off. Email has an open rate, which is"
                    + " another thing",
            facts -> facts.read() - facts.mail().read(),
            facts -> facts.delivered() - facts.mail().delivered()),
    OPEN_RATE(
            "openRate",
            "Open rate, people",
            "People who loaded the picture of the mail, clicked or replied; known machines excluded",
            Words.DELIVERED,
            "Opens of the whole life of the run",
            "No value where nothing was delivered, and none but for email: people of other arms are"
                    + " left out",
            "An upper bound: some machines look like people. Not to be compared with the read rate"
                    + " of chat. Where an account counts no opens, only clicks and replies are left",
            facts -> facts.mail().read(),
            facts -> facts.mail().delivered()),
    OPEN_RATE_RAW(
            "openRateRaw",
            "Open rate, with machines",
            "People whose mail's picture was loaded or link followed by anybody or anything, or who"
                    + " replied",
            Words.DELIVERED,
            "Opens of the whole life of the run",
            "No value where nothing was delivered, and none but for email: people of other arms are"
                    + " left out",
            "What other products call the open rate. Apple Mail Privacy Protection and scanners"
                    + " load pictures that nobody looks at",
            facts -> facts.mail().readRaw(),
            facts -> facts.mail().delivered()),
    CLICK_RATE(
            "clickRate",
            "Click rate (CTR)",
            "People who followed a link or a link button; link checkers and previews excluded",
            Words.DELIVERED,
            "Clicks of the whole life of the run",
            "No value where nothing was delivered",
            "Links to unsubscribe are no clicks",
            Facts::clicked,
            Facts::delivered),
    CLICK_RATE_RAW(
            "clickRateRaw",
            "Click rate, with machines",
            "People one of whose links was followed by anybody or anything",
            Words.DELIVERED,
            "Clicks of the whole life of the run",
            "No value where nothing was delivered",
            "What other products call the click rate. Link checkers follow links that nobody asked"
                    + " for",
            Facts::clickedRaw,
            Facts::delivered),
    CLICK_TO_OPEN(
            "clickToOpen",
            "Click-to-open rate (CTOR)",
            "People who followed a link or a link button; link checkers and previews excluded",
            "People with a read receipt, an open of their own, a click or a reply",
            "Clicks and receipts of the whole life of the run",
            "No value where nobody has read",
            "Off by as much as the read or open rate is. Some products call this CTR",
            Facts::clicked,
            Facts::read),
    REPLY_RATE(
            "replyRate",
            "Reply rate",
            "People who wrote back or tapped a reply button; words that opt out excluded",
            Words.DELIVERED,
            "Replies that the intake assigned to the run, without a further limit",
            "No value where nothing was delivered",
            "One person counts once, however much they write",
            Facts::replied,
            Facts::delivered),
    CONVERSATION_RATE(
            "conversationRate",
            "Conversation rate",
            "People who wrote or tapped a reply button at least twice, the second time within 24"
                    + " hours of the first; words that opt out excluded",
            Words.DELIVERED,
            "Replies that the intake assigned to the run",
            "No value where nothing was delivered, once the events are older than they are kept, nor"
                    + " where replies came without a time",
            "Two messages in a row are two turns, whether or not we answered in between",
            facts -> facts.answers().conversed(),
            Facts::delivered,
            facts -> facts.answers().kept()),
    REPLY_WITHIN_HOUR(
            "replyWithinHour",
            "Replies within an hour",
            "People whose first reply came within an hour of the delivery",
            "People who replied and whose delivery the provider dated",
            "Replies that the intake assigned to the run; a delivery that is only concluded from a"
                    + " later fact has no time of its own",
            "No value where nobody replied, once the events are older than they are kept, nor where"
                    + " replies came without a time",
            "Of those who replied, not of those who received",
            facts -> facts.answers().withinHour(),
            facts -> facts.answers().timed(),
            facts -> facts.answers().kept()),
    OPT_OUT_RATE(
            "optOutRate",
            "Opt-out rate",
            "People who withdrew their consent in answer to the message",
            Words.DELIVERED,
            Words.LIFE,
            "No value where nothing was delivered",
            "An opt-out by link, by word or by the provider's button is the same",
            Facts::optedOut,
            Facts::delivered),
    COMPLAINT_RATE(
            "complaintRate",
            "Complaint rate",
            "People who told the provider that the message is spam",
            Words.DELIVERED,
            Words.LIFE,
            "No value where nothing was delivered",
            "Only where the provider tells of complaints and names the message or the address."
                    + " Mailbox providers want it below 0.1 %, and block senders above 0.3 %",
            facts -> facts.answers().complained(),
            Facts::delivered),
    NEGATIVE_RATE(
            "negativeRate",
            "Negative rate",
            "People who withdrew their consent in answer to the message, or complained of it",
            Words.DELIVERED,
            Words.LIFE,
            "No value where nothing was delivered",
            "Who blocks the sender is among them where the provider tells of it, as a withdrawal;"
                    + " it is not told apart. A complaint is a withdrawal too",
            facts -> facts.answers().negative(),
            Facts::delivered),
    CONVERSION_ITT(
            "conversionItt",
            "Conversion by assignment",
            "People assigned who bought, whether or not the sale is credited",
            "People assigned, reached or not",
            "From the start of the run for the campaign's attribution days",
            "No value where nobody was assigned",
            "The figure that arms may be compared by: the draw made the arms alike, and nobody"
                    + " leaves the count for not being reached. A later refund does not undo it",
            Facts::converters,
            Facts::assigned),
    CONVERSION_ATTRIBUTED(
            "conversionAttributed",
            "Conversion by attribution",
            "People with a sale that is credited to their message",
            Words.DELIVERED,
            CREDITED,
            "No value where nothing was delivered",
            "For operations. Some of these people would have bought anyway: do not compare arms"
                    + " by it",
            Facts::ordered,
            Facts::delivered),
    CLICK_ITT(
            "clickItt",
            "Clicks by assignment",
            "People assigned who followed a link; link checkers and previews excluded",
            "People assigned, reached or not",
            "Clicks of the whole life of the run",
            "No value where nobody was assigned",
            "Comparable between chat and email, unlike reading and opening",
            Facts::clicked,
            Facts::assigned);

    private interface Words {
        String DELIVERED = "People to whom a message was delivered";
        String LIFE = "The whole life of the run";
    }

    private final KpiDefinition definition;
    private final ToLongFunction<Facts> numerator;
    private final ToLongFunction<Facts> denominator;
    private final Predicate<Facts> known;

    ShareKpi(
            String id,
            String name,
            String over,
            String under,
            String window,
            String nullRule,
            String note,
            ToLongFunction<Facts> numerator,
            ToLongFunction<Facts> denominator) {
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
            ToLongFunction<Facts> numerator,
            ToLongFunction<Facts> denominator,
            Predicate<Facts> known) {
        this.definition =
                new KpiDefinition(id, name, over, under, window, nullRule, note, Unit.SHARE);
        this.numerator = numerator;
        this.denominator = denominator;
        this.known = known;
    }

    @Override
    public KpiDefinition definition() {
        return definition;
    }

    /// What is not known is 0 of 0, which has no value.
    public KpiValue of(Facts facts) {
        return known.test(facts)
                ? KpiValue.share(
                        definition.id(),
                        numerator.applyAsLong(facts),
                        denominator.applyAsLong(facts))
                : KpiValue.share(definition.id(), 0, 0);
    }
}
