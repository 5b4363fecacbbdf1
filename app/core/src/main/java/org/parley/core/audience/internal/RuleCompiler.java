package org.parley.core.audience.internal;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.SegmentRule;
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
import org.parley.core.audience.SelectedPeople;

/// Compiles a rule to one condition on ClickHouse's `contact as c`. Every value is a bound
/// parameter.
public final class RuleCompiler {

    private static final Map<String, String> COLUMNS =
            Map.of(
                    "country", "c.country",
                    "language", "c.language",
                    "timeZone", "c.time_zone",
                    "preferredChannel", "c.preferred_channel");

    private final Instant asOf;
    private final boolean earlier;
    private final RunsOfCampaign runs;

    /// Which runs a campaign has had.
    public interface RunsOfCampaign {
        List<Integer> of(long campaign);
    }

    public RuleCompiler(Instant asOf, RunsOfCampaign runs) {
        this(asOf, false, runs);
    }

    private RuleCompiler(Instant asOf, boolean earlier, RunsOfCampaign runs) {
        this.asOf = asOf;
        this.earlier = earlier;
        this.runs = runs;
    }

    /// For an instant that has passed: what is dated then or later does not count. Only for rules
    /// of which everything is dated.
    public static RuleCompiler before(Instant instant, RunsOfCampaign runs) {
        return new RuleCompiler(instant, true, runs);
    }

    public Condition compile(SegmentRule rule) {
        return switch (rule) {
            case All(var rules) -> DSL.and(conditions(rules)).and(trueCondition());
            case Any(var rules) -> rules.isEmpty() ? falseCondition() : DSL.or(conditions(rules));
            case Not(var inner) -> not(compile(inner));
            case Attribute attribute -> attribute(attribute);
            case Tag(var name) -> condition("has(c.tags, {0})", val(name));
            case Consent(var channel, var purpose) ->
                    condition("has(c.granted, {0})", val(channel.name() + "/" + purpose));
            case Reachable(var channel) -> condition("has(c.reachable, {0})", val(channel.name()));
            case Orders orders -> orders(orders);
            case LastOrder(var within, var older) -> lastOrder(within, older);
            case Engaged(var campaign, var kind, var within) -> engaged(campaign, kind, within);
            case TookPart(var selection) -> tookPart(selection);
        };
    }

    private List<Condition> conditions(List<SegmentRule> rules) {
        List<Condition> conditions = new ArrayList<>(rules.size());
        rules.forEach(each -> conditions.add(compile(each)));
        return conditions;
    }

    private static Condition attribute(Attribute rule) {
        String column = COLUMNS.get(rule.name());
        return column == null ? own(rule) : column(column, rule);
    }

    private static Condition column(String name, Attribute rule) {
        Field<String> column = DSL.field(DSL.sql(name), String.class);
        Field<String> value = val(String.valueOf(rule.values().getFirst()));
        return switch (rule.comparison()) {
            case IS -> column.eq(value);
            case IS_NOT -> column.ne(value);
            case IN -> column.in(rule.values().stream().map(String::valueOf).toList());
            case AT_LEAST, AT_MOST, BEFORE, AFTER -> falseCondition();
            case EXISTS ->
                    Boolean.TRUE.equals(rule.values().getFirst()) ? column.ne("") : column.eq("");
        };
    }

    private static Condition own(Attribute rule) {
        Field<String> name = val(rule.name());
        Object value = rule.values().getFirst();
        return switch (rule.comparison()) {
            case IS, IN -> oneOf(name, rule.values());
            case IS_NOT -> not(oneOf(name, rule.values()));
            case AT_LEAST -> number(name, ">=", value);
            case AT_MOST -> number(name, "<=", value);
            case BEFORE -> day(name, "<", value);
            case AFTER -> day(name, ">", value);
            case EXISTS -> {
                Condition exists =
                        condition(
                                "(mapContains(c.text_attributes, {0}) or"
                                        + " mapContains(c.number_attributes, {0}) or"
                                        + " mapContains(c.boolean_attributes, {0}) or"
                                        + " mapContains(c.date_attributes, {0}))",
                                name);
                yield Boolean.TRUE.equals(value) ? exists : not(exists);
            }
        };
    }

    /// A text also stands for the day that it spells.
    private static Condition oneOf(Field<String> name, List<Object> values) {
        QueryPart wanted = list(values.stream().map(RuleCompiler::bound).toList());
        Condition held =
                condition(
                        "(mapContains({0}, {1}) and {0}[{1}] in ({2}))",
                        DSL.sql(map(values.getFirst())), name, wanted);
        if (!(values.getFirst() instanceof String)) {
            return held;
        }
        return held.or(
                condition(
                        "(mapContains(c.date_attributes, {0}) and toString(c.date_attributes[{0}])"
                                + " in ({1}))",
                        name, wanted));
    }

    private static String map(Object value) {
        return switch (value) {
            case BigDecimal _ -> "c.number_attributes";
            case Boolean _ -> "c.boolean_attributes";
            default -> "c.text_attributes";
        };
    }

    /// The operator comes from the switch above, never from a request.
    private static Condition number(Field<String> name, String operator, Object value) {
        return condition(
                "(mapContains(c.number_attributes, {0}) and c.number_attributes[{0}] {1} {2})",
                name, DSL.sql(operator), bound(value));
    }

    private static Condition day(Field<String> name, String operator, Object value) {
        return condition(
                "(mapContains(c.date_attributes, {0}) and c.date_attributes[{0}] {1} toDate32({2}))",
                name, DSL.sql(operator), val(String.valueOf(value)));
    }

    private static Field<?> bound(Object value) {
        return switch (value) {
            case BigDecimal number -> val(number.doubleValue());
            case Boolean flag -> val(flag);
            default -> val(String.valueOf(value));
        };
    }

    /// Contacts without an order count as zero: where zero is in the range, those outside of it are
    /// excluded instead.
    private Condition orders(Orders rule) {
        boolean zeroFits =
                (rule.atLeast() == null || rule.atLeast().signum() <= 0)
                        && (rule.atMost() == null || rule.atMost().signum() >= 0);
        Field<BigDecimal> measured = measured(rule);
        Condition range = noCondition();
        if (rule.atLeast() != null) {
            range = range.and(measured.ge(bound(rule.atLeast())));
        }
        if (rule.atMost() != null) {
            range = range.and(measured.le(bound(rule.atMost())));
        }
        Condition where = condition("contact_id != 0");
        if (rule.measure() == Measure.COUNT) {
            where = where.and(condition("kind = 'sale'"));
        }
        if (rule.currency() != null) {
            where = where.and(condition("currency = {0}", val(rule.currency())));
        }
        if (rule.product() != null) {
            where = where.and(condition("sku = {0}", val(rule.product())));
        }
        where = where.and(since("placed_at", rule.window().withinDays())).and(until("placed_at"));
        return condition(
                "(c.id {0} (select contact_id from {1} final where {2} group by contact_id having"
                        + " {3}))",
                DSL.sql(zeroFits ? "not in" : "in"),
                DSL.sql(rule.product() == null ? "shop_order" : "shop_order_line"),
                where,
                zeroFits ? not(range) : range);
    }

    private static Field<BigDecimal> bound(BigDecimal amount) {
        return DSL.field("toDecimal128({0}, 6)", BigDecimal.class, val(amount.toPlainString()));
    }

    private static Field<BigDecimal> measured(Orders rule) {
        String expression =
                switch (rule.measure()) {
                    case COUNT -> rule.product() == null ? "count()" : "uniqExact(order_id)";
                    case MONEY -> rule.product() == null ? "sum(revenue)" : "sum(amount)";
                };
        return DSL.field(DSL.sql(expression), BigDecimal.class);
    }

    private Condition lastOrder(@Nullable Integer within, @Nullable Integer older) {
        Integer days = within == null ? older : within;
        return condition(
                "(c.id in (select contact_id from shop_order final where kind = 'sale' and contact_id"
                        + " != 0 and {2} group by contact_id having max(placed_at) {0} {1}))",
                DSL.sql(within == null ? "<=" : ">"),
                ago(days == null ? 0 : days),
                until("placed_at"));
    }

    private Condition engaged(
            @Nullable Long campaign, Engagement kind, @Nullable Integer withinDays) {
        List<String> kinds =
                switch (kind) {
                    // who opts out of a message has received it, as in the reports
                    case DELIVERED ->
                            List.of("delivered", "read", "clicked", "replied", "opted_out");
                    case READ -> List.of("read", "clicked", "replied");
                    case CLICKED -> List.of("clicked");
                    case REPLIED -> List.of("replied");
                };
        Condition ofRuns = trueCondition();
        if (campaign != null) {
            List<Integer> ids = runs.of(campaign);
            if (ids.isEmpty()) {
                return falseCondition();
            }
            ofRuns = condition("run_id in ({0})", list(ids.stream().map(DSL::val).toList()));
        }
        return condition(
                "(c.id in (select contact_id from message_event where kind in ({0}) and {1} and {2}"
                        + " and machine = (event_id global in"
                        + " (select event_id from overturned_event where {1}))))",
                list(kinds.stream().map(DSL::val).toList()),
                ofRuns,
                since("occurred_at", withinDays).and(until("occurred_at")));
    }

    /// The people of the reports: the same bitmap, read back from the assignment.
    private static Condition tookPart(RunSelection selection) {
        return condition(
                "(c.id in (select contact_id from message_event where run_id = {0} and kind ="
                        + " 'assigned' and bitmapContains((select people from ({1})), ordinal)))",
                val(selection.run()), SelectedPeople.bitmap(selection));
    }

    private Condition since(String column, @Nullable Integer days) {
        return days == null ? noCondition() : condition("{0} > {1}", DSL.sql(column), ago(days));
    }

    private Condition until(String column) {
        return earlier ? condition("{0} < {1}", DSL.sql(column), ago(0)) : noCondition();
    }

    private Field<?> ago(int days) {
        return DSL.field(
                "fromUnixTimestamp64Milli({0}, 'UTC')",
                val(asOf.minus(Duration.ofDays(days)).toEpochMilli()));
    }
}
