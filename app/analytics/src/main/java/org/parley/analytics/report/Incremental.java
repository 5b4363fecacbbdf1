package org.parley.analytics.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What was sent brought beyond what the holdout did by itself, so much as may be called caused:
/// `(figure of an assigned person − that of a held out one) × people assigned`, with its interval
/// at 95 %. Money is null where the arm and the holdout have it in several currencies.
///
/// @param arm null: all arms together, everybody that was not held out
/// @param people assigned, reached or not
/// @param buyers people who bought and would not have; below 0 where sending kept some from buying
/// @param netMinor net revenue, refunds of these sales taken off, in minor units
/// @param costMinor of the messages; null: billed in another currency
/// @param iroas incremental net revenue over cost, four decimals; null: nothing was billed
/// @param roi incremental net revenue times margin less cost, over cost; null: the margin is
///   unknown or nothing was billed
public record Incremental(
        @Nullable Integer arm,
        String name,
        long people,
        double buyers,
        double buyersLow,
        double buyersHigh,
        @Nullable String currency,
        @Nullable Long netMinor,
        @Nullable Long netMinorLow,
        @Nullable Long netMinorHigh,
        @Nullable Long costMinor,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal iroas,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal iroasLow,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal iroasHigh,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal roi,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal roiLow,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal roiHigh) {

    private static final int RATIO_SCALE = 4;

    static @Nullable BigDecimal overCost(@Nullable Long net, @Nullable Long cost) {
        return net == null || cost == null || cost == 0
                ? null
                : BigDecimal.valueOf(net)
                        .divide(BigDecimal.valueOf(cost), RATIO_SCALE, RoundingMode.HALF_UP);
    }

    static @Nullable BigDecimal roi(
            @Nullable Long net, @Nullable Long cost, @Nullable BigDecimal margin) {
        return net == null || cost == null || cost == 0 || margin == null
                ? null
                : BigDecimal.valueOf(net)
                        .multiply(margin)
                        .subtract(BigDecimal.valueOf(cost))
                        .divide(BigDecimal.valueOf(cost), RATIO_SCALE, RoundingMode.HALF_UP);
    }
}
