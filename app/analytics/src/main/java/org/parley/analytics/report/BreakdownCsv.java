package org.parley.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;

/// A breakdown as a file in long form: one line a value, figure and currency. RFC 4180, UTF-8,
/// comma, point; no cell can become a formula.
public final class BreakdownCsv {

    static final List<String> COLUMNS =
            FigureLines.columns("run", "dimension", "zone", "value", "label", "url");

    private final RunBreakdown breakdown;

    public BreakdownCsv(RunBreakdown breakdown) {
        this.breakdown = breakdown;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var row : breakdown.rows()) {
            var who =
                    List.of(
                            new Cell.Whole(breakdown.run()),
                            new Cell.Code(breakdown.dimension()),
                            Cell.words(breakdown.zone()),
                            Cell.words(row.value()),
                            Cell.words(row.label()),
                            Cell.words(row.url()));
            new FigureLines(sheet, who).write(row.counts(), row.kpis(), row.money());
        }
        sheet.finish();
    }
}
