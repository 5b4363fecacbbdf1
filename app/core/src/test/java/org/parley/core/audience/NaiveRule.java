package org.parley.core.audience;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.audience.AudiencePreview.UnreachableCount;
import org.parley.core.audience.Population.Event;
import org.parley.core.audience.Population.Order;
import org.parley.core.audience.Population.Person;
import org.parley.core.audience.SegmentRule.All;
import org.parley.core.audience.SegmentRule.Any;
import org.parley.core.audience.SegmentRule.Attribute;
import org.parley.core.audience.SegmentRule.Consent;
import org.parley.core.audience.SegmentRule.Engaged;
import org.parley.core.audience.SegmentRule.Engagement;
import org.parley.core.audience.SegmentRule.LastOrder;
import org.parley.core.audience.SegmentRule.Measure;
import org.parley.core.audience.SegmentRule.Not;
import org.parley.core.audience.SegmentRule.Orders;
import org.parley.core.audience.SegmentRule.Reachable;
import org.parley.core.audience.SegmentRule.Tag;
import org.parley.core.audience.SegmentRule.TookPart;

/// Rules by their definition, one person at a time.
record NaiveRule(Population population, Map<Long, Set<Integer>> runs, Instant now) {

    List<Long> members(SegmentRule rule) {
        return population.people().stream()
                .filter(each -> !each.deleted() && holds(rule, each))
                .map(Person::id)
                .toList();
    }

    /// Who of these people can be written to on a channel, and why the others cannot.
    ChannelReach reach(Set<Long> members, String channel, String purpose) {
        Map<String, Long> verdicts =
                population.people().stream()
                        .filter(each -> members.contains(each.id()))
                        .collect(
                                Collectors.groupingBy(
                                        each -> verdict(each, channel, channel + "/" + purpose),
                                        Collectors.counting()));
        return new ChannelReach(
                channel,
                verdicts.getOrDefault("", 0L),
                Stream.of("no_address", "invalid_address", "no_consent", "withdrawn")
                        .filter(verdicts::containsKey)
                        .map(reason -> new UnreachableCount(reason, verdicts.get(reason)))
                        .toList());
    }

    private static String verdict(Person person, String channel, String consent) {
        if (!person.addressed().contains(channel)) {
            return "no_address";
        }
        if (!person.reachable().contains(channel)) {
            return "invalid_address";
        }
        if (person.withdrawn().contains(consent)) {
            return "withdrawn";
        }
        return person.granted().contains(consent) ? "" : "no_consent";
    }

    private boolean holds(SegmentRule rule, Person person) {
        return switch (rule) {
            case All(var rules) -> rules.stream().allMatch(each -> holds(each, person));
            case Any(var rules) -> rules.stream().anyMatch(each -> holds(each, person));
            case Not(var inner) -> !holds(inner, person);
            case Attribute attribute -> attribute(attribute, person);
            case Tag(var name) -> person.tags().contains(name);
            case Consent(var channel, var purpose) ->
                    person.granted().contains(channel.name() + "/" + purpose);
            case Reachable(var channel) -> person.reachable().contains(channel.name());
            case Orders orders -> orders(orders, person);
            case LastOrder(var within, var older) -> lastOrder(within, older, person);
            case Engaged engaged ->
                    population.events().stream().anyMatch(each -> answers(each, engaged, person));
            case TookPart _ ->
                    throw new AssertionError("A population has no runs; see TookPartTest");
        };
    }

    private static boolean attribute(Attribute rule, Person person) {
        Object value =
                rule.name().equals("country")
                        ? person.country().isEmpty() ? null : person.country()
                        : person.attributes().get(rule.name());
        Object first = rule.values().getFirst();
        return switch (rule.comparison()) {
            case IS -> value != null && same(value, first);
            case IS_NOT -> value == null || !same(value, first);
            case IN -> value != null && rule.values().stream().anyMatch(each -> same(value, each));
            case AT_LEAST ->
                    value instanceof Double number && number >= ((BigDecimal) first).doubleValue();
            case AT_MOST ->
                    value instanceof Double number && number <= ((BigDecimal) first).doubleValue();
            case BEFORE ->
                    value instanceof LocalDate day && day.isBefore(LocalDate.parse((String) first));
            case AFTER ->
                    value instanceof LocalDate day && day.isAfter(LocalDate.parse((String) first));
            case EXISTS -> (value != null) == (Boolean) first;
        };
    }

    private static boolean same(Object value, Object wanted) {
        return switch (wanted) {
            case BigDecimal number -> value instanceof Double own && own == number.doubleValue();
            case String text ->
                    (value instanceof String || value instanceof LocalDate)
                            && value.toString().equals(text);
            default -> value.equals(wanted);
        };
    }

    private boolean orders(Orders rule, Person person) {
        BigDecimal measured =
                population.orders().stream()
                        .filter(order -> order.contact() == person.id())
                        .filter(order -> since(order.at(), rule.window().withinDays()))
                        .filter(order ->
                                rule.currency() == null || order.currency().equals(rule.currency()))
                        .map(order ->
                                rule.measure() == Measure.COUNT
                                        ? count(order, rule.product())
                                        : money(order, rule.product()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return (rule.atLeast() == null || measured.compareTo(rule.atLeast()) >= 0)
                && (rule.atMost() == null || measured.compareTo(rule.atMost()) <= 0);
    }

    private static BigDecimal count(Order order, @Nullable String product) {
        boolean counts =
                order.sale()
                        && (product == null
                                || order.lines().stream()
                                        .anyMatch(line -> line.sku().equals(product)));
        return counts ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal money(Order order, @Nullable String product) {
        return product == null
                ? order.revenue()
                : order.lines().stream()
                        .filter(line -> line.sku().equals(product))
                        .map(Population.Line::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean lastOrder(@Nullable Integer within, @Nullable Integer older, Person person) {
        return population.orders().stream()
                .filter(order -> order.sale() && order.contact() == person.id())
                .map(Order::at)
                .max(Instant::compareTo)
                .map(last ->
                        within == null
                                ? !since(last, Objects.requireNonNull(older))
                                : since(last, within))
                .orElse(false);
    }

    private boolean answers(Event event, Engaged rule, Person person) {
        return event.contact() == person.id()
                && !event.machine()
                && rank(event.kind()) >= rank(rule.kind())
                // a reply does not tell that a link was followed, though it tells that one read
                && (rule.kind() != Engagement.CLICKED || event.kind().equals("clicked"))
                && (rule.campaign() == null
                        || runs.getOrDefault(rule.campaign(), Set.of()).contains(event.run()))
                && since(event.at(), rule.withinDays());
    }

    private static int rank(String kind) {
        // who opts out of a message has received it, whether it was read or not
        return kind.equals("opted_out")
                ? 1
                : List.of("sent", "delivered", "read", "clicked", "replied").indexOf(kind);
    }

    private static int rank(Engagement kind) {
        return switch (kind) {
            case DELIVERED -> 1;
            case READ -> 2;
            case CLICKED -> 3;
            case REPLIED -> 4;
        };
    }

    private boolean since(Instant at, @Nullable Integer days) {
        return days == null || at.isAfter(now.minus(Duration.ofDays(days)));
    }
}
