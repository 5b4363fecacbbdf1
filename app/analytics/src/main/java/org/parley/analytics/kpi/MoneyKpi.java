package org.parley.analytics.kpi;

import java.util.Optional;
import java.util.OptionalLong;
import org.parley.analytics.kpi.KpiDefinition.Unit;

/// Money per person, per order, per message, and money over money. One value a currency.
// The functions hold no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum MoneyKpi implements Kpi {
    AVERAGE_ORDER_VALUE(
            "averageOrderValue",
            "Average order value (AOV)",
            "Net revenue of credited orders",
            "Credited orders that were not given back in full",
            CREDITED,
            "No value where no such order is left",
            "Net of discount, tax and shipping, refunds taken off",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.net()),
            (_, money) -> money.netOrders()),
    REVENUE_PER_ASSIGNED(
            "revenuePerAssigned",
            "Revenue per assigned person",
            "Net revenue of everybody assigned, credited or not",
            "People assigned, reached or not",
            "Sales from the start of the run for the campaign's attribution days, with all later"
                    + " refunds of them",
            "No value where nobody was assigned",
            "The figure for money that arms may be compared by",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.assignedNet()),
            (facts, _) -> facts.assigned()),
    REVENUE_PER_DELIVERED(
            "revenuePerDelivered",
            "Credited revenue per delivered message",
            "Net revenue of credited orders",
            "People to whom a message was delivered",
            CREDITED,
            "No value where nothing was delivered",
            "Some of this money would have come anyway: do not compare arms by it",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.net()),
            (facts, _) -> facts.delivered()),
    COST_PER_MESSAGE(
            "costPerMessage",
            "Cost per message",
            Words.COST,
            "Messages that the provider billed",
            Words.BILLED,
            "No value where nothing was billed",
            "Rate card prices; monthly minimums are not spread over messages",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.cost()),
            (_, money) -> money.billed()),
    COST_PER_CONVERSATION(
            "costPerConversation",
            "Cost per conversation",
            Words.COST,
            "People who wrote a second time within 24 hours of the first",
            Words.BILLED,
            "No value where there was no conversation, once the events are older than they are kept,"
                    + " nor where replies came without a time",
            "The cost of all messages over those few that led to a conversation",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.cost()),
            (facts, _) -> facts.answers().kept() ? facts.answers().conversed() : 0),
    COST_PER_CONVERSION(
            "costPerConversion",
            "Cost per conversion",
            Words.COST,
            "People with a credited sale",
            Words.BILLED,
            "No value where nobody bought",
            "Attributed conversions, not those that the message caused",
            Unit.MINOR_UNITS,
            (_, money) -> OptionalLong.of(money.cost()),
            (facts, _) -> facts.ordered()),
    ROI(
            "roi",
            "Return on investment (ROI)",
            "Net revenue of credited orders times margin, less the cost of messages",
            Words.COST,
            CREDITED,
            "No value where the margin is unknown, nothing was billed, or currencies are mixed",
            "0 means that the margin just paid for the messages",
            Unit.RATIO,
            (_, money) -> profit(money.profit()),
            (_, money) -> money.cost()),
    REVENUE_ROI(
            "revenueRoi",
            "Return on revenue (margin unknown)",
            "Net revenue of credited orders, less the cost of messages",
            Words.COST,
            CREDITED,
            "No value where nothing was billed or currencies are mixed; given only where the margin"
                    + " is unknown",
            "Not a profit: the goods cost something too",
            Unit.RATIO,
            (_, money) ->
                    money.margin() == null ? profit(money.revenueLessCost()) : OptionalLong.empty(),
            (_, money) -> money.cost()),
    ROAS(
            "roas",
            "Return on ad spend (ROAS)",
            "Net revenue of credited orders",
            Words.COST,
            CREDITED,
            "No value where nothing was billed or currencies are mixed",
            "Revenue, not margin, per unit of cost",
            Unit.RATIO,
            (_, money) ->
                    money.onlyCurrency() ? OptionalLong.of(money.net()) : OptionalLong.empty(),
            (_, money) -> money.cost());

    private interface Words {
        String COST = "Cost of the messages, rounded once a cost line";
        String BILLED = "The whole life of the run";
    }

    private interface Numerator {
        OptionalLong of(Facts facts, MoneyFacts money);
    }

    private interface Denominator {
        long of(Facts facts, MoneyFacts money);
    }

    private final KpiDefinition definition;
    private final Numerator numerator;
    private final Denominator denominator;

    MoneyKpi(
            String id,
            String name,
            String over,
            String under,
            String window,
            String nullRule,
            String note,
            Unit unit,
            Numerator numerator,
            Denominator denominator) {
        this.definition = new KpiDefinition(id, name, over, under, window, nullRule, note, unit);
        this.numerator = numerator;
        this.denominator = denominator;
    }

    @Override
    public KpiDefinition definition() {
        return definition;
    }

    /// Empty where the figure does not apply, such as a return on margin without a margin.
    public Optional<KpiValue> of(Facts facts, MoneyFacts money) {
        var over = numerator.of(facts, money);
        return over.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        KpiValue.money(
                                definition.id(),
                                money.currency(),
                                over.getAsLong(),
                                denominator.of(facts, money)));
    }

    private static OptionalLong profit(Optional<Long> amount) {
        return amount.isPresent() ? OptionalLong.of(amount.get()) : OptionalLong.empty();
    }
}
