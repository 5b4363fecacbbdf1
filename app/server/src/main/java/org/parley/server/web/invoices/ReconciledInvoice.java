package org.parley.server.web.invoices;

import static org.parley.server.web.invoices.InvoiceView.amount;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.invoice.InvoiceState;
import org.parley.analytics.invoice.LineStatus;
import org.parley.analytics.invoice.Reconciliation;
import org.parley.analytics.invoice.Reconciliation.MessageMatch;

/// An invoice beside what was accrued: as it was accepted, else as it is today. Amounts in units of
/// its currency. Accrued and difference add up to the invoice's total.
///
/// @param digest of the reconciliation; who accepts it names it
/// @param zone in which months and the period are told
/// @param tolerance prices that differ by so little in a place count as equal
/// @param rounding part of the difference: the total less its places, each rounded
/// @param unbilled accrued and not on the invoice
/// @param releaseUnbilled whether that is taken back too, or stays accrued for another invoice
/// @param unbookable invoiced for places where nothing was sent
/// @param trueUp what accepting books
/// @param runs that bear the true-up
/// @param foreign accrued in other currencies; with any of it, it cannot be accepted
/// @param messages null: the invoice does not name messages
/// @param sameLines other invoices whose lines say the same, the first first: the same file may
///   have come twice
record ReconciledInvoice(
        InvoiceView invoice,
        String digest,
        String zone,
        String tolerance,
        String accrued,
        String difference,
        String rounding,
        String unbilled,
        boolean releaseUnbilled,
        String unbookable,
        String trueUp,
        List<ReconciledRow> rows,
        List<RunTrueUp> runs,
        List<ForeignBills> foreign,
        @Nullable MessageMatch messages,
        List<SameLines> sameLines) {

    /// One place. Words are empty where the invoice leaves them open.
    ///
    /// @param lines of the invoice
    /// @param settledMessages that an invoice settled already
    /// @param quantityDifference the other number of messages, at the accrued price
    /// @param priceDifference the rest of the difference
    /// @param bookable whether any run sent what it is of
    record ReconciledRow(
            YearMonth month,
            String account,
            String channel,
            String country,
            String category,
            long lines,
            long invoicedQuantity,
            String invoiced,
            long accruedQuantity,
            String accrued,
            long settledMessages,
            String difference,
            String quantityDifference,
            String priceDifference,
            boolean bookable,
            LineStatus status,
            String words) {}

    /// @param messages whose accrual is settled
    record RunTrueUp(int run, String campaignName, long messages, String trueUp) {}

    record SameLines(long id, String vendor, String number, InvoiceState state) {}

    record ForeignBills(String currency, long messages, String amount) {}

    /// @param campaigns names by run
    /// @param alike with the same lines
    static ReconciledInvoice of(
            Invoice invoice,
            Reconciliation reconciliation,
            Map<Integer, String> campaigns,
            List<Invoice> alike) {
        var currency = reconciliation.currency();
        return new ReconciledInvoice(
                InvoiceView.of(invoice),
                reconciliation.digest(),
                reconciliation.zone(),
                amount(reconciliation.toleranceMinor(), currency),
                amount(reconciliation.accruedMinor(), currency),
                amount(reconciliation.differenceMinor(), currency),
                amount(reconciliation.roundingMinor(), currency),
                amount(reconciliation.unbilledMinor(), currency),
                reconciliation.releaseUnbilled(),
                amount(reconciliation.unbookableMinor(), currency),
                amount(reconciliation.trueUpMinor(), currency),
                reconciliation.rows().stream().map(row -> row(row, currency)).toList(),
                runs(reconciliation, campaigns),
                reconciliation.foreign().stream()
                        .map(bills ->
                                new ForeignBills(
                                        bills.currency(),
                                        bills.messages(),
                                        amount(bills.minor(), bills.currency())))
                        .toList(),
                reconciliation.messages(),
                alike.stream()
                        .map(other ->
                                new SameLines(
                                        other.id(),
                                        other.head().vendor(),
                                        other.head().number(),
                                        other.state()))
                        .toList());
    }

    private static ReconciledRow row(Reconciliation.Row row, String currency) {
        return new ReconciledRow(
                row.month(),
                row.account(),
                row.channel(),
                row.country(),
                row.category(),
                row.lines(),
                row.invoicedQuantity(),
                amount(row.invoicedMinor(), currency),
                row.accruedQuantity(),
                amount(row.accruedMinor(), currency),
                row.settledMessages(),
                amount(row.differenceMinor(), currency),
                amount(row.quantityDifferenceMinor(), currency),
                amount(row.priceDifferenceMinor(), currency),
                row.bookable(),
                row.status(),
                row.status().words());
    }

    private static List<RunTrueUp> runs(
            Reconciliation reconciliation, Map<Integer, String> campaigns) {
        var messages = new TreeMap<Integer, Long>();
        var minor = new TreeMap<Integer, Long>();
        for (var booking : reconciliation.bookings()) {
            messages.merge(booking.run(), booking.messages(), Long::sum);
            minor.merge(booking.run(), booking.trueUpMinor(), Long::sum);
        }
        return minor.entrySet().stream()
                .map(each ->
                        new RunTrueUp(
                                each.getKey(),
                                campaigns.getOrDefault(each.getKey(), ""),
                                messages.getOrDefault(each.getKey(), 0L),
                                amount(each.getValue(), reconciliation.currency())))
                .toList();
    }
}
