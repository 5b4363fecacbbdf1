package org.parley.analytics.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Money of an arm, or of other people of a run, in one currency, in minor units.
///
/// @param gross credited sales
/// @param refunds credited refunds and adjustments; usually negative
/// @param netOrders credited sales that were not given back in full
/// @param cost of the messages, rounded once a cost line
/// @param billed messages that cost something or were billed at nothing
/// @param assignedNet net revenue of everybody assigned, in the attribution window, credited or not
/// @param assignedSquares sum of the squares of that revenue by person
/// @param past what everybody assigned had bought before anything was sent
/// @param margin share of net revenue that is margin; null: unknown
/// @param onlyCurrency false where they have money in other currencies too, so that cost and
///   revenue of this one need not belong together
public record MoneyFacts(
        String currency,
        long gross,
        long refunds,
        long netOrders,
        long cost,
        long billed,
        long assignedNet,
        BigInteger assignedSquares,
        Past past,
        @Nullable BigDecimal margin,
        boolean onlyCurrency) {

    private static final int RATIO_SCALE = 4;

    /// Net revenue of the 90 days before the run, of everybody assigned.
    ///
    /// @param squares sum of its squares by person
    /// @param products sum over people of it times the revenue of the attribution window
    public record Past(long net, BigInteger squares, BigInteger products) {

        public static final Past NONE = new Past(0, BigInteger.ZERO, BigInteger.ZERO);
    }

    public long net() {
        return gross + refunds;
    }

    /// Net revenue times margin less cost; empty where the margin or the matching revenue is
    /// unknown. The margin's part is rounded half up to the minor unit.
    public Optional<Long> profit() {
        return onlyCurrency && margin != null
                ? Optional.of(
                        BigDecimal.valueOf(net())
                                        .multiply(margin)
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .longValueExact()
                                - cost)
                : Optional.empty();
    }

    /// Net revenue less cost, which is a profit only if goods cost nothing; empty where currencies
    /// are mixed.
    public Optional<Long> revenueLessCost() {
        return onlyCurrency ? Optional.of(net() - cost) : Optional.empty();
    }

    /// To four decimals.
    public Optional<BigDecimal> roi() {
        return profit().flatMap(this::overCost);
    }

    /// To four decimals.
    public Optional<BigDecimal> revenueRoi() {
        return margin == null ? revenueLessCost().flatMap(this::overCost) : Optional.empty();
    }

    private Optional<BigDecimal> overCost(long numerator) {
        return cost == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(numerator)
                                .divide(
                                        BigDecimal.valueOf(cost),
                                        RATIO_SCALE,
                                        RoundingMode.HALF_UP));
    }

    public List<KpiValue> values(Facts facts) {
        return Stream.of(MoneyKpi.values()).flatMap(kpi -> kpi.of(facts, this).stream()).toList();
    }
}
