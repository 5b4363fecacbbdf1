package org.parley.analytics.kpi;

/// What a figure means, in words for the person who reads it.
///
/// @param id stable name in JSON and CSV
/// @param window which facts count, in time
/// @param nullRule when there is no value; a zero denominator never gives 0
/// @param note how the figure may mislead
/// @param unit what the value is a number of
public record KpiDefinition(
        String id,
        String name,
        String numerator,
        String denominator,
        String window,
        String nullRule,
        String note,
        Unit unit) {

    /// What a value is a number of.
    public enum Unit {
        /// 0 to 1
        SHARE,
        /// seconds
        DURATION,
        /// minor units of the currency per item of the denominator
        MINOR_UNITS,
        /// money over money
        RATIO
    }
}
