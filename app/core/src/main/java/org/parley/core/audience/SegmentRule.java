package org.parley.core.audience;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What a contact must be like to belong to a segment. Days are counted back from the instant at
/// which the rule is evaluated.
public sealed interface SegmentRule {

    /// Whether everything that the rule asks for has a date of its own, so that it can be told who
    /// fulfilled it at an earlier instant. Attributes, tags, consents and addresses are kept as
    /// they are now.
    default boolean dated() {
        return switch (this) {
            case All(var rules) -> rules.stream().allMatch(SegmentRule::dated);
            case Any(var rules) -> rules.stream().allMatch(SegmentRule::dated);
            case Not(var rule) -> rule.dated();
            case Orders _, LastOrder _, Engaged _ -> true;
            case Attribute _, Tag _, Consent _, Reachable _, TookPart _ -> false;
        };
    }

    /// Every one holds; holds when empty.
    record All(List<SegmentRule> rules) implements SegmentRule {
        public All {
            rules = List.copyOf(rules);
        }
    }

    /// At least one holds; does not hold when empty.
    record Any(List<SegmentRule> rules) implements SegmentRule {
        public Any {
            rules = List.copyOf(rules);
        }
    }

    record Not(SegmentRule rule) implements SegmentRule {}

    /// `country`, `language`, `timeZone`, `preferredChannel`, or a contact's own attribute.
    ///
    /// @param values one, or several with IN; String, BigDecimal or Boolean
    record Attribute(String name, Comparison comparison, List<Object> values)
            implements SegmentRule {
        public Attribute {
            values = List.copyOf(values);
        }
    }

    /// How an attribute is compared. A contact without the attribute never matches, except by
    /// IS_NOT and by EXISTS false.
    enum Comparison {
        IS,
        IS_NOT,
        IN,
        AT_LEAST,
        AT_MOST,
        /// before a day, exclusive
        BEFORE,
        /// after a day, exclusive
        AFTER,
        EXISTS
    }

    record Tag(String name) implements SegmentRule {}

    /// A live grant.
    record Consent(Channel channel, String purpose) implements SegmentRule {}

    /// An active address.
    record Reachable(Channel channel) implements SegmentRule {}

    /// How often or for how much the contact bought. COUNT counts sales; MONEY is net of refunds,
    /// in one currency; with a product, of the refunds whose lines name it.
    ///
    /// @param atLeast null: no lower bound
    /// @param atMost null: no upper bound
    /// @param product null: any
    record Orders(
            Measure measure,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost,
            @Nullable String currency,
            @Nullable String product,
            Window window)
            implements SegmentRule {}

    enum Measure {
        COUNT,
        MONEY
    }

    /// The latest sale lies within so many days, or is older than so many. A contact that never
    /// bought matches neither.
    record LastOrder(@Nullable Integer withinDays, @Nullable Integer olderThanDays)
            implements SegmentRule {}

    /// Was delivered, read, clicked or replied to a campaign's message. A click and a reply tell of
    /// reading, and reading of delivery; a reply tells of no click.
    ///
    /// @param campaign null: any
    record Engaged(@Nullable Long campaign, Engagement kind, @Nullable Integer withinDays)
            implements SegmentRule {}

    /// Was in a run, and did in it what the selection says.
    record TookPart(RunSelection selection) implements SegmentRule {}

    enum Engagement {
        DELIVERED,
        READ,
        CLICKED,
        REPLIED
    }

    /// @param withinDays null: always
    record Window(@Nullable Integer withinDays) {}
}
