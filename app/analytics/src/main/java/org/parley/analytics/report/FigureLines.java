package org.parley.analytics.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiValue;
import org.parley.analytics.report.RunBreakdown.BreakdownCounts;

/// What is known of some people as lines of a file in long form: one a figure and currency, after
/// cells that say who they are.
record FigureLines(CsvSheet sheet, List<Cell> who) {

    private static final List<String> COLUMNS =
            List.of(
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

    static List<String> columns(String... who) {
        return Stream.concat(Stream.of(who), COLUMNS.stream()).toList();
    }

    void write(BreakdownCounts counts, List<KpiValue> kpis, List<RunReport.Money> money)
            throws IOException {
        people("assigned", counts.assigned());
        people("sent", counts.sent());
        people("delivered", counts.delivered());
        people("read", counts.read());
        people("clicked", counts.clicked());
        people("replied", counts.replied());
        people("optedOut", counts.optedOut());
        people("ordered", counts.ordered());
        for (var kpi : kpis) {
            line(kpi);
        }
        for (var each : money) {
            amount("grossMinor", each.currency(), each.grossMinor());
            amount("refundsMinor", each.currency(), each.refundsMinor());
            amount("netMinor", each.currency(), each.netMinor());
            amount("costMinor", each.currency(), each.costMinor());
        }
    }

    private void people(String figure, @Nullable Long people) throws IOException {
        if (people != null) {
            write(figure, "people", null, alone(people));
        }
    }

    private void amount(String figure, String currency, long minor) throws IOException {
        write(figure, "minor_units", currency, alone(minor));
    }

    private void line(KpiValue kpi) throws IOException {
        write(
                kpi.id(),
                UNITS.getOrDefault(kpi.id(), ""),
                kpi.currency(),
                List.of(
                        new Cell.Whole(kpi.numerator()),
                        new Cell.Whole(kpi.denominator()),
                        Cell.number(kpi.value()),
                        Cell.number(kpi.low()),
                        Cell.number(kpi.high())));
    }

    private void write(String figure, String unit, @Nullable String currency, List<Cell> numbers)
            throws IOException {
        var cells = new ArrayList<>(who);
        cells.add(new Cell.Code(figure));
        cells.add(new Cell.Code(unit));
        cells.add(Cell.words(currency));
        cells.addAll(numbers);
        sheet.row(cells);
    }

    private static List<Cell> alone(long number) {
        return List.of(Cell.NONE, Cell.NONE, new Cell.Whole(number), Cell.NONE, Cell.NONE);
    }
}
