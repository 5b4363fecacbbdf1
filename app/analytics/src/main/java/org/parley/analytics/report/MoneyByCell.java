package org.parley.analytics.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.internal.BreakdownFigures.Assigned;
import org.parley.analytics.report.internal.BreakdownFigures.CellPeople;
import org.parley.analytics.report.internal.CostShare;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.RunFigures.Credited;

/// Puts together what each cell of a run earned and cost.
///
/// @param plan says the margin
record MoneyByCell(
        List<Credited> credited, List<Assigned> assigned, List<CostShare> costs, PlannedRun plan) {

    Facts facts(String cell, CellPeople counted, Answers answers) {
        var people = counted.people();
        return new Facts(
                people.assigned(),
                people.sent(),
                people.delivered(),
                people.read(),
                people.clicked(),
                people.replied(),
                people.optedOut(),
                people.ordered(),
                assigned.stream()
                        .filter(a -> a.cell().equals(cell) && a.currency().isEmpty())
                        .mapToLong(Assigned::converters)
                        .sum(),
                people.readRaw(),
                people.clickedRaw(),
                counted.mail(),
                answers,
                money(cell));
    }

    private List<MoneyFacts> money(String cell) {
        var earned = credited.stream().filter(c -> c.cell().equals(cell)).toList();
        var everybody =
                assigned.stream()
                        .filter(a -> a.cell().equals(cell) && !a.currency().isEmpty())
                        .toList();
        var spent = costs.stream().filter(c -> c.cell().equals(cell)).toList();
        var currencies = new TreeSet<String>();
        earned.forEach(c -> currencies.add(c.currency()));
        everybody.stream()
                // what was only spent before the run is no money of the run
                .filter(a -> a.converters() > 0 || a.squares().signum() > 0)
                .forEach(a -> currencies.add(a.currency()));
        spent.forEach(c -> currencies.add(c.currency()));
        var facts = new ArrayList<MoneyFacts>();
        for (var currency : currencies) {
            var credit =
                    earned.stream()
                            .filter(c -> c.currency().equals(currency))
                            .findAny()
                            .orElse(new Credited(cell, currency, 0, 0, 0));
            var bought =
                    everybody.stream()
                            .filter(a -> a.currency().equals(currency))
                            .findAny()
                            .orElse(
                                    new Assigned(
                                            cell,
                                            currency,
                                            0,
                                            0,
                                            BigInteger.ZERO,
                                            MoneyFacts.Past.NONE));
            var paid = spent.stream().filter(c -> c.currency().equals(currency)).toList();
            facts.add(
                    new MoneyFacts(
                            currency,
                            credit.gross(),
                            credit.refunds(),
                            credit.netOrders(),
                            paid.stream().mapToLong(CostShare::minor).sum(),
                            paid.stream().mapToLong(CostShare::billed).sum(),
                            bought.net(),
                            bought.squares(),
                            bought.past(),
                            margin(paid),
                            currencies.size() == 1));
        }
        return facts;
    }

    /// What another tool's messages cost may be unknown, which is not nothing: then no profit is
    /// known either.
    private @Nullable BigDecimal margin(List<CostShare> paid) {
        return plan.summary().source() != null && paid.isEmpty() ? null : plan.margin();
    }
}
