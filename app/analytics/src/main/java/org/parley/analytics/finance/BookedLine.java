package org.parley.analytics.finance;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A line with all that a file says of it.
///
/// @param converted null: without a reporting currency
/// @param corrects the closed month whose facts it corrects; null: a fact of the period itself
public record BookedLine(
        RoiLine line, RunLabel label, @Nullable Converted converted, @Nullable YearMonth corrects) {

    /// The amount in the reporting currency.
    ///
    /// @param minor of a line: rounded once; of a correction: what is missing to the conversion of
    ///   the whole
    public record Converted(FxRate rate, String currency, long minor) {}

    static BookedLine of(RoiLine line, RunLabel label, @Nullable FxRate rate, @Nullable String to) {
        var converted =
                rate == null || to == null
                        ? null
                        : new Converted(
                                rate, to, rate.convert(line.amountMinor(), line.currency(), to));
        return new BookedLine(line, label, converted, null);
    }

    /// Closed months of old do not tell where runs come from.
    BookedLine from(RunOrigin origin) {
        return new BookedLine(line, label.of(origin), converted, corrects);
    }

    public String armName() {
        return label.armNames().getOrDefault(line.arm(), "");
    }
}
