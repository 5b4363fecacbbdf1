package org.parley.analytics.kpi;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.KpiDefinition.Unit;

/// How long people took. Each is a time that one of them did take (ClickHouse's `quantileExact`: of
/// n times in their order the one at position n x level, from 0), so nothing is interpolated.
// The functions hold no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum DurationKpi implements Kpi {
    TIME_TO_FIRST_REPLY(
            "timeToFirstReply",
            "Time to first reply, median",
            "Median of first reply less delivery",
            Words.REPLIERS,
            Words.REPLY_WINDOW,
            Words.REPLY_NULL,
            "Of those who replied at all: a fast answer of few. A reply dated before its delivery"
                    + " took nothing",
            Answers::replyMedian,
            Answers::timed,
            Answers::kept),
    TIME_TO_FIRST_REPLY_TAIL(
            "timeToFirstReplyP90",
            "Time to first reply, 90th percentile",
            "90th percentile of first reply less delivery",
            Words.REPLIERS,
            Words.REPLY_WINDOW,
            Words.REPLY_NULL,
            "Nine of ten of those who replied were as fast or faster",
            Answers::replyTail,
            Answers::timed,
            Answers::kept),
    TIME_TO_CONVERSION(
            "timeToConversion",
            "Time to conversion, median",
            "Median of first credited sale less the touch that it is credited to",
            "People with a credited sale",
            Kpi.CREDITED,
            "No value where nobody has a credited sale",
            "No longer than the attribution window by its making: do not compare campaigns of"
                    + " different windows by it",
            Answers::conversionMedian,
            Answers::buyers,
            _ -> true);

    private interface Words {
        String REPLIERS = "People who replied and whose delivery the provider dated";
        String REPLY_WINDOW =
                "Replies that the intake assigned to the run; a delivery that is only concluded"
                        + " from a later fact has no time of its own";
        String REPLY_NULL =
                "No value where nobody replied, once the events are older than they are kept, nor"
                        + " where replies came without a time";
    }

    private final KpiDefinition definition;
    private final Function<Answers, @Nullable Long> quantile;
    private final ToLongFunction<Answers> people;
    private final Predicate<Answers> known;

    DurationKpi(
            String id,
            String name,
            String over,
            String under,
            String window,
            String nullRule,
            String note,
            Function<Answers, @Nullable Long> quantile,
            ToLongFunction<Answers> people,
            Predicate<Answers> known) {
        this.definition =
                new KpiDefinition(id, name, over, under, window, nullRule, note, Unit.DURATION);
        this.quantile = quantile;
        this.people = people;
        this.known = known;
    }

    @Override
    public KpiDefinition definition() {
        return definition;
    }

    /// What is not known is of nobody.
    public KpiValue of(Facts facts) {
        var answers = facts.answers();
        return known.test(answers)
                ? KpiValue.duration(
                        definition.id(), quantile.apply(answers), people.applyAsLong(answers))
                : KpiValue.duration(definition.id(), null, 0);
    }
}
