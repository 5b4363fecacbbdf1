package org.parley.analytics.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.parley.analytics.finance.TrueUp;

/// What the costs of a run rest on: prices of rate cards, or invoices that were accepted.
///
/// @param billedMessages that rate cards priced
/// @param invoicedMessages of these, settled by invoices
/// @param invoices those that stand, in the order in which they first bear on an arm
public record RunCost(
        CostBasis basis, long billedMessages, long invoicedMessages, List<RunInvoice> invoices) {

    public RunCost {
        invoices = List.copyOf(invoices);
    }

    /// How far costs are invoiced.
    public enum CostBasis {
        ACCRUED,
        PARTLY_INVOICED,
        INVOICED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param messages of the run that it settled
    /// @param trueUpMinor what it changed of the cost
    public record RunInvoice(
            String vendor, String number, String currency, long messages, long trueUpMinor) {}

    static RunCost of(long billed, List<TrueUp> trueUps) {
        record Key(String vendor, String number, String currency) {}
        var sums = new LinkedHashMap<Key, RunInvoice>();
        for (var up : trueUps) {
            var invoiced = up.invoiced();
            sums.merge(
                    new Key(invoiced.vendor(), invoiced.number(), up.currency()),
                    new RunInvoice(
                            invoiced.vendor(),
                            invoiced.number(),
                            up.currency(),
                            up.messages(),
                            up.minor()),
                    (a, b) ->
                            new RunInvoice(
                                    a.vendor(),
                                    a.number(),
                                    a.currency(),
                                    a.messages() + b.messages(),
                                    a.trueUpMinor() + b.trueUpMinor()));
        }
        // what was reversed comes to nothing
        var standing =
                sums.values().stream()
                        .filter(each -> each.messages() != 0 || each.trueUpMinor() != 0)
                        .toList();
        var messages = standing.stream().mapToLong(RunInvoice::messages).sum();
        var basis =
                standing.isEmpty()
                        ? CostBasis.ACCRUED
                        : messages >= billed ? CostBasis.INVOICED : CostBasis.PARTLY_INVOICED;
        return new RunCost(basis, billed, messages, standing);
    }
}
