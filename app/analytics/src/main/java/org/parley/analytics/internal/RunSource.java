package org.parley.analytics.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ClickHouseTime;

/// What questions about a run read in ClickHouse, and what tells whether what it says of the run
/// has changed: a number out of the very rows that a question reads, so that no question can see
/// rows that the number does not know of.
///
/// - Raw events: how many there are. They are added and never changed; [EventMonths] says when some
///   go.
/// - Rollups: the sum of their digests, which merging keeps.
/// - Where a row takes the place of another: a digest of the rows, or of those that count.
enum RunSource {
    MESSAGE_EVENT,
    /// Raw events of months that retention may take from.
    PASSING_EVENT,
    FUNNEL_DAY,
    FUNNEL_HOUR,
    FUNNEL_LINK,
    AUDIENCE,
    BILL_DAY,
    PLACEMENT,
    /// Those credited to the run.
    SHOP_ORDER,
    /// Orders of a window, credited or not.
    WINDOW_ORDER;

    /// What the figures of a report are computed from.
    static final Set<RunSource> USUAL = EnumSet.complementOf(EnumSet.of(FUNNEL_HOUR, FUNNEL_LINK));

    /// As far as questions of money look back before their window.
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final Field<Integer> RUN = field(DSL.name("run_id"), Integer.class);
    private static final Pattern READ = Pattern.compile("(?i)\\b(?:from|join)\\s+`?(\\w+)");

    /// Empty for a query that reads what nothing here tells the changes of.
    ///
    /// @param sql of a query about one run
    static Optional<Set<RunSource>> of(String sql) {
        var sources = EnumSet.noneOf(RunSource.class);
        var tables = READ.matcher(sql);
        while (tables.find()) {
            switch (tables.group(1).toLowerCase(Locale.ROOT)) {
                case "message_event", "overturned_event" -> {
                    sources.add(MESSAGE_EVENT);
                    sources.add(PASSING_EVENT);
                }
                case "funnel_day" -> sources.add(FUNNEL_DAY);
                case "funnel_hour" -> sources.add(FUNNEL_HOUR);
                case "funnel_link" -> sources.add(FUNNEL_LINK);
                case "audience" -> sources.add(AUDIENCE);
                case "bill_day" -> sources.add(BILL_DAY);
                case "placement" -> sources.add(PLACEMENT);
                case "shop_order" -> sources.add(SHOP_ORDER);
                case "contact", "shop_order_line", "message_cost" -> {
                    return Optional.empty();
                }
                // a part of the query by its name there
                default -> {}
            }
        }
        return Optional.of(sources);
    }

    /// One row: the source, and its number as text.
    ///
    /// @param window of `WINDOW_ORDER`
    /// @param firstKept `YYYYMM`: month from which on all raw events are kept
    Select<Record2<String, String>> number(int run, @Nullable OrderWindow window, int firstKept) {
        var ofRun = RUN.eq(inline(run));
        var which =
                switch (this) {
                    case PASSING_EVENT ->
                            ofRun.and(
                                    "toYYYYMM({0}) < {1}",
                                    DSL.name("occurred_at"), inline(firstKept));
                    case WINDOW_ORDER -> bought(Objects.requireNonNull(window));
                    default -> ofRun;
                };
        return select(inline(name()).as("source"), field("toString({0})", String.class, number()))
                .from(rows())
                .where(which);
    }

    /// A row for each run: its id, and a digest of the numbers of these sources, as text. Of such
    /// as are read quickly for all runs at once.
    static Select<Record2<Integer, String>> numbers(Set<RunSource> sources) {
        var all = sources.stream().map(RunSource::ofRuns).reduce(Select::unionAll).orElseThrow();
        return select(
                        field("toInt32(run_id)", Integer.class),
                        field("toString(sum(cityHash64(source, number)))", String.class))
                .from(all.asTable("each"))
                .groupBy(RUN);
    }

    private Select<Record3<Integer, String, Long>> ofRuns() {
        if (this == MESSAGE_EVENT || this == PASSING_EVENT || this == WINDOW_ORDER) {
            throw new IllegalArgumentException(this + " is not read quickly for all runs");
        }
        return select(RUN.as("run_id"), inline(name()).as("source"), number().as("number"))
                .from(rows())
                .where(RUN.gt(inline(0)))
                .groupBy(RUN);
    }

    private Field<Long> number() {
        return field(
                switch (this) {
                    case MESSAGE_EVENT, PASSING_EVENT -> "count()";
                    case FUNNEL_DAY, FUNNEL_HOUR, FUNNEL_LINK, AUDIENCE, BILL_DAY -> "sum(digest)";
                    case PLACEMENT -> "sum(cityHash64(ordinal, event_id))";
                    case SHOP_ORDER, WINDOW_ORDER -> "sum(cityHash64(id, version))";
                },
                Long.class);
    }

    private Table<?> rows() {
        return table(
                switch (this) {
                    case MESSAGE_EVENT, PASSING_EVENT -> "message_event";
                    case FUNNEL_DAY -> "funnel_day";
                    case FUNNEL_HOUR -> "funnel_hour";
                    case FUNNEL_LINK -> "funnel_link";
                    case AUDIENCE -> "audience";
                    case BILL_DAY -> "bill_day";
                    case PLACEMENT -> "placement";
                    case SHOP_ORDER, WINDOW_ORDER -> "shop_order final";
                });
    }

    /// Wider than any question about the window: refunds of whatever sale, and of people of any
    /// run.
    private static Condition bought(OrderWindow window) {
        var placed = field(DSL.name("placed_at"));
        return DSL.condition(
                        "{0} >= toDateTime64({1}, 3, 'UTC') and {0} < toDateTime64({2}, 3, 'UTC')",
                        placed,
                        inline(ClickHouseTime.of(window.from().minus(REMEMBERED))),
                        inline(ClickHouseTime.of(window.until())))
                .or(field(DSL.name("kind"), String.class).ne(inline("sale")));
    }
}
