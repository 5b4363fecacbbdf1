package org.parley.analytics.kpi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Interval;
import org.parley.analytics.experiment.Proportion;

/// A figure of an arm, or of other people of a run.
///
/// @param currency of a figure about money; null for others
/// @param numerator people, or minor units of the currency; of a duration, its milliseconds
/// @param denominator of a duration, the people whose times it is taken from
/// @param value numerator over denominator, and of a duration its seconds; null where the
///   definition's null rule applies
/// @param low Wilson's limits at 95 %, of shares only
public record KpiValue(
        String id,
        @Nullable String currency,
        long numerator,
        long denominator,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {

    /// A share of people.
    public static KpiValue share(String id, long numerator, long denominator) {
        var interval =
                denominator == 0
                        ? Optional.<Interval>empty()
                        : Optional.of(new Proportion(numerator, denominator).wilson());
        return new KpiValue(
                id,
                null,
                numerator,
                denominator,
                quotient(numerator, denominator),
                interval.map(Interval::low).orElse(null),
                interval.map(Interval::high).orElse(null));
    }

    /// @param millis null: of nobody
    static KpiValue duration(String id, @Nullable Long millis, long people) {
        return new KpiValue(
                id,
                null,
                millis == null ? 0 : millis,
                people,
                millis == null ? null : millis / 1000.0,
                null,
                null);
    }

    static KpiValue money(String id, String currency, long numerator, long denominator) {
        return new KpiValue(
                id, currency, numerator, denominator, quotient(numerator, denominator), null, null);
    }

    private static @Nullable Double quotient(long numerator, long denominator) {
        return denominator == 0 ? null : (double) numerator / denominator;
    }
}
