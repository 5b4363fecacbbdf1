package org.parley.analytics.invoice;

import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;
import java.util.List;
import org.parley.analytics.finance.Cell.Amount;
import org.parley.analytics.finance.Cell.Code;
import org.parley.analytics.finance.Cell.Whole;
import org.parley.analytics.finance.Cell.Words;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.invoice.Reconciliation.Row;

/// A reconciliation as a file, one line a place and one for the rounding, where there is any: RFC
/// 4180, UTF-8. The column `difference` and the column `accrued` add up to the invoice's total.
public final class ReconciliationCsv {

    static final List<String> COLUMNS =
            List.of(
                    "vendor",
                    "invoice_ref",
                    "month",
                    "account",
                    "channel",
                    "country",
                    "category",
                    "lines",
                    "invoiced_quantity",
                    "invoiced",
                    "accrued_quantity",
                    "accrued",
                    "settled_before",
                    "difference",
                    "quantity_difference",
                    "price_difference",
                    "currency",
                    "bookable",
                    "status");

    private final InvoiceHead head;
    private final Reconciliation reconciliation;

    public ReconciliationCsv(InvoiceHead head, Reconciliation reconciliation) {
        this.head = head;
        this.reconciliation = reconciliation;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var row : reconciliation.rows()) {
            line(sheet, row, new Code(row.month().toString()), row.status().word());
        }
        var rounding = reconciliation.roundingMinor();
        if (rounding != 0) {
            var none =
                    new Row(
                            YearMonth.from(head.to()),
                            "",
                            "",
                            "",
                            "",
                            0,
                            0,
                            rounding,
                            0,
                            0,
                            0,
                            rounding,
                            0,
                            rounding,
                            bookable(),
                            LineStatus.ONLY_INVOICE);
            line(sheet, none, new Code(""), "rounding");
        }
        sheet.finish();
    }

    /// Whether any run bears the rounding.
    private boolean bookable() {
        return reconciliation.unbookableMinor()
                == reconciliation.rows().stream()
                        .filter(row -> !row.bookable())
                        .mapToLong(Row::invoicedMinor)
                        .sum();
    }

    private void line(CsvSheet sheet, Row row, Code month, String status) throws IOException {
        sheet.row(
                List.of(
                        new Words(head.vendor()),
                        new Words(head.number()),
                        month,
                        new Words(row.account()),
                        new Words(row.channel()),
                        new Words(row.country()),
                        new Words(row.category()),
                        new Whole(row.lines()),
                        new Whole(row.invoicedQuantity()),
                        money(row.invoicedMinor()),
                        new Whole(row.accruedQuantity()),
                        money(row.accruedMinor()),
                        new Whole(row.settledMessages()),
                        money(row.differenceMinor()),
                        money(row.quantityDifferenceMinor()),
                        money(row.priceDifferenceMinor()),
                        new Code(head.currency()),
                        new Code(row.bookable() ? "yes" : "no"),
                        new Code(status)));
    }

    private Amount money(long minor) {
        return new Amount(MinorUnit.toMajor(minor, head.currency()));
    }
}
