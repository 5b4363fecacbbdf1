package org.parley.core.audience.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.SegmentRule;
import org.parley.core.audience.SegmentRule.All;
import org.parley.core.audience.SegmentRule.Any;
import org.parley.core.audience.SegmentRule.Attribute;
import org.parley.core.audience.SegmentRule.Comparison;
import org.parley.core.audience.SegmentRule.Consent;
import org.parley.core.audience.SegmentRule.Engaged;
import org.parley.core.audience.SegmentRule.Engagement;
import org.parley.core.audience.SegmentRule.LastOrder;
import org.parley.core.audience.SegmentRule.Measure;
import org.parley.core.audience.SegmentRule.Not;
import org.parley.core.audience.SegmentRule.Orders;
import org.parley.core.audience.SegmentRule.Reachable;
import org.parley.core.audience.SegmentRule.Tag;
import org.parley.core.audience.SegmentRule.Window;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/// Reads the JSON form of a rule. Every fault is named by its place in the tree.
public final class RuleReader {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_RULES = 200;
    private static final int MAX_TEXT = 500;
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_DECIMALS = 6;
    // what ClickHouse's Date32 can hold
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2299;
    private static final Set<String> CONTACT_FIELDS =
            Set.of("country", "language", "timeZone", "preferredChannel");

    private static final Map<String, Comparison> COMPARISONS =
            Map.of(
                    "is", Comparison.IS,
                    "isNot", Comparison.IS_NOT,
                    "in", Comparison.IN,
                    "atLeast", Comparison.AT_LEAST,
                    "atMost", Comparison.AT_MOST,
                    "before", Comparison.BEFORE,
                    "after", Comparison.AFTER,
                    "exists", Comparison.EXISTS);

    private int rules;

    private RuleReader() {}

    /// @throws ProblemException with the path of what is wrong, such as `rule.all[2].orders.money`
    public static SegmentRule read(JsonNode json) {
        return new RuleReader().rule(json, "rule", 0);
    }

    private SegmentRule rule(JsonNode json, String at, int depth) {
        if (depth > MAX_DEPTH || ++rules > MAX_RULES) {
            throw fault(
                    at,
                    "A rule has at most " + MAX_RULES + " parts, " + MAX_DEPTH + " levels deep");
        }
        if (!json.isObject() || json.isEmpty()) {
            throw fault(
                    at,
                    "A rule is an object with one of all, any, not, attribute, tag, consent,"
                            + " reachable, orders, lastOrder, engaged, tookPart");
        }
        String kind = json.propertyNames().iterator().next();
        if (json.has("attribute")) {
            return attribute(json, at);
        }
        only(json, at, Set.of(kind));
        JsonNode body = json.get(kind);
        String inside = at + "." + kind;
        return switch (kind) {
            case "all" -> new All(list(body, inside, depth));
            case "any" -> new Any(list(body, inside, depth));
            case "not" -> new Not(rule(body, inside, depth + 1));
            case "tag" -> new Tag(text(body, inside));
            case "consent" -> consent(body, inside);
            case "reachable" -> new Reachable(channel(body, inside));
            case "orders" -> orders(body, inside);
            case "lastOrder" -> lastOrder(body, inside);
            case "engaged" -> engaged(body, inside);
            case "tookPart" -> SelectionReader.read(body, inside);
            default -> throw fault(at, "There is no rule of kind " + kind);
        };
    }

    private List<SegmentRule> list(JsonNode json, String at, int depth) {
        if (!json.isArray()) {
            throw fault(at, "A list of rules is expected");
        }
        List<SegmentRule> parts = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            parts.add(rule(json.get(i), at + "[" + i + "]", depth + 1));
        }
        return parts;
    }

    private static SegmentRule attribute(JsonNode json, String at) {
        String name = text(json.get("attribute"), at + ".attribute");
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        json.properties().forEach(each -> rest.put(each.getKey(), each.getValue()));
        rest.remove("attribute");
        Comparison comparison =
                rest.size() == 1 ? COMPARISONS.get(rest.keySet().iterator().next()) : null;
        if (comparison == null) {
            throw fault(
                    at,
                    "An attribute has exactly one of is, isNot, in, atLeast, atMost, before,"
                            + " after, exists");
        }
        String word = rest.keySet().iterator().next();
        JsonNode value = rest.values().iterator().next();
        String inside = at + "." + word;
        List<Object> values = new ArrayList<>();
        if (comparison == Comparison.IN) {
            if (!value.isArray() || value.isEmpty() || value.size() > 1_000) {
                throw fault(inside, "`in` takes a list of 1 to 1,000 values");
            }
            for (int i = 0; i < value.size(); i++) {
                values.add(scalar(value.get(i), inside + "[" + i + "]"));
            }
            if (values.stream().map(Object::getClass).distinct().count() > 1) {
                throw fault(inside, "All values of `in` are of one type");
            }
        } else {
            values.add(scalar(value, inside));
        }
        check(comparison, values.getFirst(), inside);
        if (CONTACT_FIELDS.contains(name)) {
            checkText(name, comparison, values.getFirst(), at, inside);
        }
        return new Attribute(name, comparison, values);
    }

    private static void checkText(
            String name, Comparison comparison, Object value, String at, String inside) {
        switch (comparison) {
            case IS, IS_NOT, IN -> {
                if (!(value instanceof String)) {
                    throw fault(inside, "A text is expected");
                }
            }
            case AT_LEAST, AT_MOST, BEFORE, AFTER ->
                    throw fault(at, name + " is compared by is, isNot, in or exists");
            case EXISTS -> {
                // told apart by check
            }
        }
    }

    private static void check(Comparison comparison, Object value, String at) {
        boolean fits =
                switch (comparison) {
                    case AT_LEAST, AT_MOST -> value instanceof BigDecimal;
                    case EXISTS -> value instanceof Boolean;
                    case BEFORE, AFTER -> value instanceof String text && isDay(text);
                    case IS, IS_NOT, IN -> true;
                };
        if (!fits) {
            throw fault(
                    at,
                    switch (comparison) {
                        case AT_LEAST, AT_MOST -> "A number is expected";
                        case EXISTS -> "true or false is expected";
                        case BEFORE, AFTER ->
                                "A day such as 2026-11-21 is expected, from 1900 to 2299";
                        case IS, IS_NOT, IN -> "A value is expected";
                    });
        }
    }

    private static boolean isDay(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static Object scalar(JsonNode json, String at) {
        if (json.isString()) {
            return text(json, at);
        }
        if (json.isNumber()) {
            return decimal(json, at, MAX_DIGITS);
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        throw fault(at, "A text, a number, or true or false is expected");
    }

    private static SegmentRule consent(JsonNode json, String at) {
        only(json, at, Set.of("channel", "purpose"));
        return new Consent(
                channel(json.get("channel"), at + ".channel"),
                json.has("purpose") ? text(json.get("purpose"), at + ".purpose") : "marketing");
    }

    private static SegmentRule orders(JsonNode json, String at) {
        only(json, at, Set.of("count", "money", "currency", "product", "withinDays"));
        if (json.has("count") == json.has("money")) {
            throw fault(at, "`orders` has either count or money");
        }
        Measure measure = json.has("count") ? Measure.COUNT : Measure.MONEY;
        String word = json.has("count") ? "count" : "money";
        JsonNode range = json.get(word);
        String inside = at + "." + word;
        only(range, inside, Set.of("atLeast", "atMost"));
        BigDecimal atLeast = number(range.get("atLeast"), inside + ".atLeast");
        BigDecimal atMost = number(range.get("atMost"), inside + ".atMost");
        if (atLeast == null && atMost == null) {
            throw fault(inside, "Say atLeast, atMost, or both");
        }
        String currency =
                json.has("currency") ? text(json.get("currency"), at + ".currency") : null;
        if (currency == null ? measure == Measure.MONEY : !currency.matches("[A-Z]{3}")) {
            throw fault(at + ".currency", "A currency such as EUR is expected; money needs one");
        }
        return new Orders(
                measure,
                atLeast,
                atMost,
                currency,
                json.has("product") ? text(json.get("product"), at + ".product") : null,
                new Window(days(json, "withinDays", at)));
    }

    private static SegmentRule lastOrder(JsonNode json, String at) {
        only(json, at, Set.of("withinDays", "olderThanDays"));
        Integer within = days(json, "withinDays", at);
        Integer older = days(json, "olderThanDays", at);
        if ((within == null) == (older == null)) {
            throw fault(at, "`lastOrder` has either withinDays or olderThanDays");
        }
        return new LastOrder(within, older);
    }

    private static SegmentRule engaged(JsonNode json, String at) {
        only(json, at, Set.of("campaign", "kind", "withinDays"));
        JsonNode campaign = json.get("campaign");
        if (campaign != null
                && !campaign.isNull()
                && !(campaign.isIntegralNumber() && campaign.canConvertToLong())) {
            throw fault(at + ".campaign", "The number of a campaign is expected");
        }
        String kind = json.has("kind") ? text(json.get("kind"), at + ".kind") : "";
        Engagement engagement =
                switch (kind) {
                    case "delivered" -> Engagement.DELIVERED;
                    case "read" -> Engagement.READ;
                    case "clicked" -> Engagement.CLICKED;
                    case "replied" -> Engagement.REPLIED;
                    default ->
                            throw fault(at + ".kind", "One of delivered, read, clicked, replied");
                };
        return new Engaged(
                campaign == null || campaign.isNull() ? null : campaign.longValue(),
                engagement,
                days(json, "withinDays", at));
    }

    static void only(@Nullable JsonNode json, String at, Set<String> known) {
        if (json == null || !json.isObject()) {
            throw fault(at, "An object with " + known.stream().sorted().toList() + " is expected");
        }
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw fault(
                        at + "." + name,
                        "Not known here; there are " + known.stream().sorted().toList());
            }
        }
    }

    private static @Nullable BigDecimal number(@Nullable JsonNode json, String at) {
        if (json == null) {
            return null;
        }
        return decimal(json, at, MAX_DECIMALS);
    }

    private static BigDecimal decimal(JsonNode json, String at, int decimals) {
        if (!(json instanceof NumericNode given) || given.isNaN()) {
            throw fault(at, "A number is expected");
        }
        BigDecimal number = given.decimalValue();
        // as long: the scale of a hostile number reaches to the end of int
        if ((long) number.precision() - number.scale() > MAX_DIGITS
                || number.stripTrailingZeros().scale() > decimals) {
            throw fault(
                    at,
                    "A number has at most %d digits, and %d after the point"
                            .formatted(MAX_DIGITS, decimals));
        }
        return number;
    }

    private static @Nullable Integer days(JsonNode json, String name, String at) {
        JsonNode days = json.get(name);
        if (days == null) {
            return null;
        }
        if (!days.isInt() || days.intValue() < 1 || days.intValue() > MAX_DAYS) {
            throw fault(at + "." + name, "Days from 1 to " + MAX_DAYS + " are expected");
        }
        return days.intValue();
    }

    private static Channel channel(@Nullable JsonNode json, String at) {
        try {
            return new Channel(text(json, at));
        } catch (IllegalArgumentException e) {
            throw fault(at, String.valueOf(e.getMessage()));
        }
    }

    private static String text(@Nullable JsonNode json, String at) {
        if (json == null || !json.isString()) {
            throw fault(at, "A text is expected");
        }
        String text = json.stringValue();
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw fault(at, "A text of 1 to " + MAX_TEXT + " characters is expected");
        }
        return text;
    }

    static ProblemException fault(String at, String detail) {
        return ProblemException.invalid(at, detail);
    }
}
