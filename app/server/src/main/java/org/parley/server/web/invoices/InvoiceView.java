package org.parley.server.web.invoices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.invoice.Invoice.Withdrawal;
import org.parley.analytics.invoice.InvoiceState;

/// An invoice in a list. Amounts in units of its currency.
///
/// @param to inclusive
/// @param total before tax; negative: a credit note
/// @param lines of the file
/// @param perMessage each line is of one message
/// @param mapping number of the one that read the file
/// @param sha256 of what it says: head and lines as they were read
/// @param trueUp booked by the acceptance that stands; null: none does
/// @param withdrawn null: it stands
/// @param entries acceptances and reversals, the first first
record InvoiceView(
        long id,
        String vendor,
        String number,
        String currency,
        LocalDate from,
        LocalDate to,
        String total,
        String tax,
        int lines,
        boolean perMessage,
        long mapping,
        InvoiceState state,
        String fileName,
        String sha256,
        String importedBy,
        Instant importedAt,
        @Nullable String trueUp,
        @Nullable Withdrawal withdrawn,
        List<InvoiceEntryView> entries) {

    /// @param reversal it undoes the entry before
    /// @param releaseUnbilled what was accrued and not invoiced was taken back too
    /// @param reason of a reversal
    record InvoiceEntryView(
            long id,
            boolean reversal,
            String trueUp,
            boolean releaseUnbilled,
            @Nullable String reason,
            String bookedBy,
            Instant bookedAt) {}

    static InvoiceView of(Invoice invoice) {
        var head = invoice.head();
        var accepted = invoice.accepted();
        return new InvoiceView(
                invoice.id(),
                head.vendor(),
                head.number(),
                head.currency(),
                head.from(),
                head.to(),
                head.total().toPlainString(),
                head.tax().toPlainString(),
                invoice.lines(),
                invoice.perMessage(),
                invoice.mapping(),
                invoice.state(),
                invoice.fileName(),
                invoice.sha256(),
                invoice.importedBy(),
                invoice.importedAt(),
                accepted == null ? null : amount(accepted.trueUpMinor(), head.currency()),
                invoice.withdrawn(),
                invoice.entries().stream()
                        .map(entry ->
                                new InvoiceEntryView(
                                        entry.id(),
                                        entry.reverses() != null,
                                        amount(entry.trueUpMinor(), head.currency()),
                                        entry.releaseUnbilled(),
                                        entry.reason(),
                                        entry.bookedBy(),
                                        entry.bookedAt()))
                        .toList());
    }

    static String amount(long minor, String currency) {
        return MinorUnit.toMajor(minor, currency).toPlainString();
    }
}
