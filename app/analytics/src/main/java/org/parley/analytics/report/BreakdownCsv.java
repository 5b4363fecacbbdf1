package org.parley.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;
import org.parley.analytics.report.RunBreakdown.BreakdownRow;

/// A breakdown as a file in long form: one line a value, figure and currency. RFC 4180, UTF-8,
/// comma, point; no cell can become a formula.
public final class BreakdownCsv {

    static final List<String> COLUMNS =
            List.of(
                    "run",
                    "dimension",
                    "zone",
                    "value",
                    "label",
                    "url",
                    "figure",
                    "unit",
                    "currency",
                    "numerator",
                    "denominator",
                    "result",
                    "low",
                    "high");

    private static final Map<String, String> UNITS =
            Kpi.definitions().stream()
                    .collect(
                            Collectors.toMap(
                                    definition -> definition.id(),
                                    definition ->
                                            definition.unit().name().toLowerCase(Locale.ROOT)));

    private final RunBreakdown breakdown;

    public BreakdownCsv(RunBreakdown breakdown) {
        this.breakdown = breakdown;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var row : breakdown.rows()) {
            counts(sheet, row, row.counts());
            for (var kpi : row.kpis()) {
                line(sheet, row, kpi);
            }
            for (var money : row.money()) {
                var currency = money.currency();
                amount(sheet, row, "grossMinor", currency, money.grossMinor());
                amount(sheet, row, "refundsMinor", currency, money.refundsMinor());
                amount(sheet, row, "netMinor", currency, money.netMinor());
                amount(sheet, row, "costMinor", currency, money.costMinor());
            }
        }
        sheet.finish();
    }

    private void counts(CsvSheet sheet, BreakdownRow row, BreakdownCounts counts)
            throws IOException {
        people(sheet, row, "assigned", counts.assigned());
        people(sheet, row, "sent", counts.sent());
        people(sheet, row, "delivered", counts.delivered());
        people(sheet, row, "read", counts.read());
        people(sheet, row, "clicked", counts.clicked());
        people(sheet, row, "replied", counts.replied());
        people(sheet, row, "optedOut", counts.optedOut());
        people(sheet, row, "ordered", counts.ordered());
    }

    private void people(CsvSheet sheet, BreakdownRow row, String figure, @Nullable Long people)
            throws IOException {
        if (people != null) {
            write(sheet, row, figure, "people", null, alone(people));
        }
    }

    private void amount(
            CsvSheet sheet, BreakdownRow row, String figure, String currency, long minor)
            throws IOException {
        write(sheet, row, figure, "minor_units", currency, alone(minor));
    }

    private void line(CsvSheet sheet, BreakdownRow row, KpiValue kpi) throws IOException {
        write(
                sheet,
                row,
                kpi.id(),
                UNITS.getOrDefault(kpi.id(), ""),
                kpi.currency(),
                List.of(
                        whole(kpi.numerator()),
                        whole(kpi.denominator()),
                        Cell.number(kpi.value()),
                        Cell.number(kpi.low()),
                        Cell.number(kpi.high())));
    }

    private void write(
            CsvSheet sheet,
            BreakdownRow row,
            String figure,
            String unit,
            @Nullable String currency,
            List<Cell> numbers)
            throws IOException {
        var cells =
                new ArrayList<Cell>(
                        List.of(
                                whole(breakdown.run()),
                                new Cell.Code(breakdown.dimension()),
                                Cell.words(breakdown.zone()),
                                Cell.words(row.value()),
                                Cell.words(row.label()),
                                Cell.words(row.url()),
                                new Cell.Code(figure),
                                new Cell.Code(unit),
                                Cell.words(currency)));
        cells.addAll(numbers);
        sheet.row(cells);
    }

    private static List<Cell> alone(long number) {
        return List.of(Cell.NONE, Cell.NONE, whole(number), Cell.NONE, Cell.NONE);
    }

    private static Cell whole(long number) {
        return new Cell.Whole(number);
    }
}
