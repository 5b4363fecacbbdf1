package org.parley.analytics.finance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Names and exchange rates for lines as they come, run by run. For one file; not thread-safe.
final class Booking {

    private final RoiContext context;
    private final @Nullable String reporting;
    private final Map<String, Optional<FxRate>> rates = new HashMap<>();
    private int run;
    private @Nullable RunLabel label;

    /// @param reporting null: lines are not converted
    Booking(RoiContext context, @Nullable String reporting) {
        this.context = context;
        this.reporting = reporting;
    }

    /// @throws ProblemException CONFLICT where the day of the line has no exchange rate
    BookedLine book(RoiLine line) {
        return BookedLine.of(line, label(line.run()), rate(line), reporting);
    }

    RunLabel label(int wanted) {
        var known = label;
        if (known == null || run != wanted) {
            known =
                    context.label(wanted)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "ClickHouse knows run %d, PostgreSQL does not"
                                                    .formatted(wanted)));
            label = known;
            run = wanted;
        }
        return known;
    }

    @Nullable FxRate rate(RoiLine line) {
        if (reporting == null) {
            return null;
        }
        var currency = line.currency();
        var day = line.rateDay();
        if (currency.equals(reporting)) {
            return FxRate.one(day);
        }
        return rates.computeIfAbsent(currency + day, _ -> context.rate(currency, reporting, day))
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.CONFLICT,
                                ("There is no exchange rate from %s to %s for %s or the week before."
                                                + " Add it to the exchange rates (PUT"
                                                + " /api/v1/fx-rates), or export without a reporting"
                                                + " currency.")
                                        .formatted(currency, reporting, day)));
    }
}
