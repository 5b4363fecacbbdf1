package org.parley.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.kpi.EffectKpi;
import org.parley.analytics.kpi.KpiDefinition;

/// Effects on those reached as a file: one line each. RFC 4180, UTF-8, comma, point; no cell can
/// become a formula.
public final class ReachedCsv {

    static final List<String> COLUMNS =
            List.of(
                    "run",
                    "source",
                    "figure",
                    "figure_name",
                    "of",
                    "currency",
                    "arm",
                    "arm_name",
                    "channel",
                    "against",
                    "against_name",
                    "against_channel",
                    "delivered",
                    "against_delivered",
                    "assigned_effect",
                    "effect",
                    "low",
                    "high",
                    "verdict");

    private static final Map<String, String> NAMES =
            Stream.of(EffectKpi.values())
                    .map(EffectKpi::definition)
                    .collect(Collectors.toMap(KpiDefinition::id, KpiDefinition::name));

    private final RunReached reached;

    public ReachedCsv(RunReached reached) {
        this.reached = reached;
    }

    /// The stream is not closed.
    public void write(OutputStream out) throws IOException {
        var sheet = new CsvSheet(out, RoiProfile.MACHINE, COLUMNS);
        for (var one : reached.effects()) {
            sheet.row(
                    List.of(
                            new Cell.Whole(reached.run()),
                            new Cell.Code(reached.source()),
                            new Cell.Code(one.kpi()),
                            Cell.words(NAMES.get(one.kpi())),
                            new Cell.Code(one.of()),
                            Cell.words(one.currency()),
                            new Cell.Whole(one.arm()),
                            Cell.words(one.armName()),
                            Cell.words(one.channel()),
                            new Cell.Whole(one.against()),
                            Cell.words(one.againstName()),
                            Cell.words(one.againstChannel()),
                            Cell.number(one.delivered()),
                            Cell.number(one.againstDelivered()),
                            Cell.number(one.assigned()),
                            Cell.number(one.effect()),
                            Cell.number(one.low()),
                            Cell.number(one.high()),
                            Cell.words(one.verdict())));
        }
        sheet.finish();
    }
}
