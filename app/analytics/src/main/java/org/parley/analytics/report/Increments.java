package org.parley.analytics.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Interval;
import org.parley.analytics.experiment.MeanContrast;
import org.parley.analytics.experiment.Proportion;
import org.parley.analytics.experiment.ProportionContrast;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.MoneyFacts;

/// Arms against the holdout of their run, in buyers and money instead of rates.
final class Increments {

    private final ArmFacts holdout;
    private final List<ArmFacts> treated;
    private final boolean elsewhere;

    private Increments(ArmFacts holdout, List<ArmFacts> treated, boolean elsewhere) {
        this.holdout = holdout;
        this.treated = treated;
        this.elsewhere = elsewhere;
    }

    /// Everything together first, then each arm. Empty without a holdout, and where the audience
    /// did not split as planned.
    ///
    /// @param elsewhere sent by another tool, whose messages' cost may be unknown
    static List<Incremental> of(List<ArmFacts> arms, boolean mismatch, boolean elsewhere) {
        var holdout = arms.stream().filter(arm -> arm.holdout() && arm.assigned() > 0).findFirst();
        var treated = arms.stream().filter(arm -> !arm.holdout() && arm.assigned() > 0).toList();
        if (mismatch || holdout.isEmpty() || treated.isEmpty()) {
            return List.of();
        }
        return new Increments(holdout.get(), treated, elsewhere).all();
    }

    private List<Incremental> all() {
        var all = new ArrayList<Incremental>();
        all.add(beyond(null, "All arms", treated));
        treated.forEach(arm -> all.add(beyond(arm.arm(), arm.name(), List.of(arm))));
        return all;
    }

    private Incremental beyond(@Nullable Integer number, String name, List<ArmFacts> arms) {
        var people = arms.stream().mapToLong(ArmFacts::assigned).sum();
        var buyers =
                new ProportionContrast(
                        new Proportion(arms.stream().mapToLong(ArmFacts::converters).sum(), people),
                        new Proportion(holdout.converters(), holdout.assigned()));
        var within = buyers.differenceInterval();
        var currency = currency(arms);
        var net = currency.map(in -> revenue(arms, people, in));
        var interval = net.map(MeanContrast::differenceInterval).filter(Increments::bounded);
        var sum = net.map(means -> Math.round(means.difference() * people)).orElse(null);
        var low = interval.map(bound -> Math.round(bound.low() * people)).orElse(null);
        var high = interval.map(bound -> Math.round(bound.high() * people)).orElse(null);
        var cost = cost(arms, currency);
        var paid = cost.isEmpty() ? null : cost.getAsLong();
        var margin = margin(arms);
        return new Incremental(
                number,
                name,
                people,
                buyers.difference() * people,
                within.low() * people,
                within.high() * people,
                currency.orElse(null),
                sum,
                low,
                high,
                paid,
                Incremental.overCost(sum, paid),
                Incremental.overCost(low, paid),
                Incremental.overCost(high, paid),
                Incremental.roi(sum, paid, margin),
                Incremental.roi(low, paid, margin),
                Incremental.roi(high, paid, margin));
    }

    private static boolean bounded(Interval interval) {
        return Double.isFinite(interval.low());
    }

    /// The one in which these arms and the holdout sold; empty where nobody sold, or in several.
    private Optional<String> currency(List<ArmFacts> arms) {
        var currencies =
                Comparisons.currencies(Stream.concat(arms.stream(), Stream.of(holdout)).toList());
        return currencies.size() == 1 ? Optional.of(currencies.getFirst()) : Optional.empty();
    }

    private MeanContrast revenue(List<ArmFacts> arms, long people, String currency) {
        var money =
                arms.stream().flatMap(arm -> Comparisons.money(arm, currency).stream()).toList();
        return new MeanContrast(
                Comparisons.sample(
                        people,
                        money.stream().mapToLong(MoneyFacts::assignedNet).sum(),
                        money.stream()
                                .map(MoneyFacts::assignedSquares)
                                .reduce(BigInteger.ZERO, BigInteger::add)),
                Comparisons.sample(holdout, currency));
    }

    /// Empty where bills are in another currency, or some of what was sent has none that is known.
    private OptionalLong cost(List<ArmFacts> arms, Optional<String> currency) {
        var bills =
                arms.stream()
                        .flatMap(arm -> arm.money().stream())
                        .filter(money -> money.billed() > 0)
                        .toList();
        var unknown = elsewhere && arms.stream().anyMatch(RunReports::unbilled);
        return currency.isPresent()
                        && !unknown
                        && bills.stream().allMatch(money -> money.currency().equals(currency.get()))
                ? OptionalLong.of(bills.stream().mapToLong(MoneyFacts::cost).sum())
                : OptionalLong.empty();
    }

    private static @Nullable BigDecimal margin(List<ArmFacts> arms) {
        return arms.stream()
                .flatMap(arm -> arm.money().stream())
                .map(MoneyFacts::margin)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
