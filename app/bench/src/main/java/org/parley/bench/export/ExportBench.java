package org.parley.bench.export;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.analytics.finance.RoiExport;
import org.parley.analytics.finance.RoiOutcome;
import org.parley.analytics.finance.RoiParameters;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Series;
import org.parley.bench.Workplace;

/// Writes an ROI file, tied out against PostgreSQL and with its manifest, beside ClickHouse writing
/// the same lines as CSV by itself.
public final class ExportBench implements Bench {

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "lines a second of the ROI file, tied out and hashed, beside FORMAT CSV of ClickHouse";
    }

    @Override
    public String options() {
        return ExportSize.OPTIONS;
    }

    @Override
    public boolean run(Arguments arguments, PrintStream out) throws Exception {
        ExportSize size = ExportSize.of(arguments);
        Workplace.quiet();
        ExportReport report = measure(size, Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// In turns, so that the machine's other work meets both alike.
    ///
    /// @param place for the stores; what is made there is deleted again
    ExportReport measure(ExportSize size, Path place) throws Exception {
        try (Workplace workplace = Workplace.below(place);
                ExportStores stores = new ExportStores(workplace.data())) {
            stores.fill(size.lines());
            RoiExport export = stores.export();
            Path file = workplace.directory().resolve("roi.csv");
            Path manifest = workplace.directory().resolve("roi.json");
            List<Double> exported = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            List<String> faults = new ArrayList<>();
            for (int round = 0; round <= size.rounds(); round++) {
                long began = System.nanoTime();
                long bytes = stores.bare();
                double alone = size.lines() * 1e9 / (System.nanoTime() - began);
                began = System.nanoTime();
                RoiOutcome outcome =
                        export.write(1, RoiParameters.between(null, null, null), file, manifest);
                double tied = size.lines() * 1e9 / (System.nanoTime() - began);
                System.err.printf(
                        "%s: export %.0f lines/s, bare %.0f lines/s of %d bytes%n",
                        round == 0 ? "warm-up" : "round " + round, tied, alone, bytes);
                check(outcome, size.lines(), faults);
                if (round > 0) {
                    exported.add(tied);
                    bare.add(alone);
                }
            }
            return new ExportReport(
                    size,
                    workplace.machine(),
                    new Series(exported),
                    new Series(bare),
                    Files.exists(file) ? Files.size(file) : 0,
                    List.copyOf(faults));
        }
    }

    private static void check(RoiOutcome outcome, int lines, List<String> faults) {
        switch (outcome) {
            case RoiOutcome.Written written when written.totals().rows() == lines -> {}
            case RoiOutcome.Written written ->
                    faults.add("%d lines, not %d".formatted(written.totals().rows(), lines));
            case RoiOutcome.Refused refused -> faults.add(refused.problem());
        }
    }
}
