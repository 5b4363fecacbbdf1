package org.parley.analytics.finance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.finance.ControlTotals;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

/// Prices that come out at half a minor unit, in currencies with none to four decimals.
class LedgerTotalsTest {

    private static Stores stores;
    private static LedgerTotals ledger;

    @BeforeAll
    static void tell() {
        stores = Stores.holding(World.of(9, 300));
        ledger = new LedgerTotals(stores.postgres);
    }

    @BeforeEach
    void price() {
        stores.postgres.execute(
                """
                update recipient set
                  price = case when ordinal % 7 = 0 then -1 else 1 end
                    * (array[0.005, 0.5, 0.0005, 0.00005, 0.000001, 1.004999])[1 + ordinal % 6],
                  price_currency = (array['EUR', 'JPY', 'KWD', 'CLF', 'USD'])[1 + ordinal / 6 % 5],
                  billed_at = timestamptz '2026-10-01Z' + make_interval(days => ordinal % 60)
                where price is not null
                """);
    }

    @Test
    void eachLineIsRoundedByItselfAsTheFileRoundsIt() {
        var everything = RoiParameters.between(null, null, null);
        assertThat(costs(ledger.of(everything))).isEqualTo(naive(List.of(Instant.MAX))).hasSize(5);
        assertThat(ledger.aside(everything)).isEqualTo(ledger.of(everything));
    }

    @Test
    void ofSeveralSpansEachIsRoundedByItself() {
        var bounds =
                List.of(
                        Instant.parse("2026-10-11T00:00:00Z"),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-12-31T00:00:00Z"));
        assertThat(costs(ledger.until(bounds))).isEqualTo(naive(bounds)).hasSize(5);
    }

    @Test
    void whatIsNoMoneyIsRefused() {
        stores.postgres.execute(
                "update recipient set price_currency = 'QQQ' where price is not null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.of(RoiParameters.between(null, null, null)));
    }

    private static List<ControlTotals.Total> costs(List<ControlTotals.Total> totals) {
        return totals.stream()
                .filter(total -> total.type() == LineType.COST)
                .map(total ->
                        new ControlTotals.Total(
                                total.currency(),
                                total.type(),
                                0,
                                total.quantity(),
                                total.amountMinor()))
                .toList();
    }

    /// Counted naively, line by line.
    private static List<ControlTotals.Total> naive(List<Instant> bounds) {
        var quantities = new HashMap<List<Object>, CostLine>();
        stores.postgres
                .selectFrom(RECIPIENT)
                .where(RECIPIENT.PRICE.isNotNull())
                .forEach(bill -> {
                    var line =
                            new CostLine(
                                    bill.getRunId(),
                                    bill.getArm(),
                                    bill.getChannel(),
                                    bill.getCountry(),
                                    bill.getPrice(),
                                    bill.getPriceCurrency(),
                                    1);
                    var span =
                            bounds.stream()
                                    .filter(bound -> bill.getBilledAt().isBefore(bound))
                                    .findFirst()
                                    .orElseThrow();
                    quantities.merge(
                            List.of(line, span), line, (a, b) -> a.times(a.quantity() + 1));
                });
        var sums = new ControlTotals.Sum();
        quantities
                .values()
                .forEach(line ->
                        sums.add(
                                line.currency(),
                                LineType.COST,
                                line.quantity(),
                                line.amountMinor()));
        return costs(sums.totals());
    }
}
