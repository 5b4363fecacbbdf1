package org.parley.analytics.invoice;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.Cell.Amount;
import org.parley.analytics.finance.Cell.Code;
import org.parley.analytics.finance.Cell.Whole;
import org.parley.analytics.finance.Cell.Words;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.invoice.internal.BillQueries;
import org.parley.analytics.invoice.internal.BillQueries.Scope;

/// The messages of a usage file that only one side knows, one line each: RFC 4180, UTF-8.
final class UnmatchedCsv {

    static final List<String> COLUMNS =
            List.of(
                    "side",
                    "line",
                    "message_id",
                    "run_id",
                    "ordinal",
                    "channel",
                    "country",
                    "billed_at",
                    "quantity",
                    "amount",
                    "currency");

    private final BillQueries bills;
    private final Scope scope;

    UnmatchedCsv(BillQueries bills, Scope scope) {
        this.bills = bills;
        this.scope = scope;
    }

    /// The stream is not closed.
    void write(OutputStream out, Invoice invoice) {
        try {
            var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
            if (invoice.perMessage()) {
                lines(sheet, invoice.head().currency());
                bills(sheet);
            }
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(CsvSheet sheet, String currency) {
        bills.forEachUnmatchedLine(
                scope.invoice(),
                line ->
                        row(
                                sheet,
                                new Code(LineStatus.ONLY_INVOICE.word()),
                                new Whole(line.get("line", Long.class)),
                                new Words(line.get("message_id", String.class)),
                                Cell.NONE,
                                Cell.NONE,
                                new Words(line.get("channel", String.class)),
                                new Words(line.get("country", String.class)),
                                Cell.NONE,
                                new Whole(line.get("quantity", Long.class)),
                                new Amount(line.get("amount", BigDecimal.class)),
                                new Code(currency)));
    }

    private void bills(CsvSheet sheet) {
        bills.forEachUnmatchedBill(
                scope,
                bill -> {
                    var id = bill.get("provider_message_id", String.class);
                    row(
                            sheet,
                            new Code(LineStatus.ONLY_PARLEY.word()),
                            Cell.NONE,
                            id == null ? Cell.NONE : new Words(id),
                            new Whole(bill.get("run_id", Integer.class)),
                            new Whole(bill.get("ordinal", Integer.class)),
                            new Words(bill.get("channel", String.class)),
                            new Words(bill.get("country", String.class)),
                            new Code(bill.get("billed_at", Instant.class).toString()),
                            new Whole(1),
                            new Amount(bill.get("price", BigDecimal.class)),
                            new Code(bill.get("currency", String.class)));
                });
    }

    private static void row(CsvSheet sheet, Cell... cells) {
        try {
            sheet.row(List.of(cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
