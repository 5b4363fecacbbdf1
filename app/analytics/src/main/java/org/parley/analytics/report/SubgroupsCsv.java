package org.parley.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;

/// The comparisons within each value as a file: one line each. RFC 4180, UTF-8, comma, point; no
/// cell can become a formula.
public final class SubgroupsCsv {

    static final List<String> COLUMNS =
            List.of(
                    "run",
                    "source",
                    "dimension",
                    "value",
                    "label",
                    "figure",
                    "currency",
                    "arm",
                    "arm_name",
                    "channel",
                    "against",
                    "against_name",
                    "against_channel",
                    "people",
                    "against_people",
                    "difference",
                    "low",
                    "high",
                    "p_value",
                    "p_adjusted",
                    "family",
                    "verdict",
                    "note");

    private final RunSubgroups subgroups;

    public SubgroupsCsv(RunSubgroups subgroups) {
        this.subgroups = subgroups;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var one : subgroups.answers()) {
            sheet.row(
                    List.of(
                            new Cell.Whole(subgroups.run()),
                            new Cell.Code(subgroups.source()),
                            new Cell.Code(subgroups.dimension()),
                            Cell.words(one.value()),
                            Cell.words(one.label()),
                            new Cell.Code(one.kpi()),
                            Cell.words(one.currency()),
                            new Cell.Whole(one.arm()),
                            Cell.words(one.armName()),
                            Cell.words(one.channel()),
                            new Cell.Whole(one.against()),
                            Cell.words(one.againstName()),
                            Cell.words(one.againstChannel()),
                            new Cell.Whole(one.people()),
                            new Cell.Whole(one.againstPeople()),
                            Cell.number(one.difference()),
                            Cell.number(one.low()),
                            Cell.number(one.high()),
                            Cell.number(one.pValue()),
                            Cell.number(one.adjusted()),
                            new Cell.Whole(subgroups.family()),
                            Cell.words(one.verdict()),
                            Cell.words(subgroups.note())));
        }
        sheet.finish();
    }
}
