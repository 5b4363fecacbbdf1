package org.parley.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.finance.RunOrigin;

/// Runs side by side as a file in long form: one line a run, figure and currency. RFC 4180, UTF-8,
/// comma, point; no cell can become a formula.
public final class RunTotalsCsv {

    static final List<String> COLUMNS =
            FigureLines.columns("campaign", "campaign_name", "run", "source", "fired");

    private final List<RunTotals> runs;

    public RunTotalsCsv(List<RunTotals> runs) {
        this.runs = runs;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var one : runs) {
            var run = one.run();
            var who =
                    List.of(
                            new Cell.Whole(run.campaignId()),
                            Cell.words(run.campaignName()),
                            new Cell.Whole(run.id()),
                            new Cell.Code(RunOrigin.of(run.sandbox(), run.source() != null).word()),
                            new Cell.Code(run.fireTime().toString()));
            new FigureLines(sheet, who).write(one.counts(), one.kpis(), one.money());
        }
        sheet.finish();
    }
}
