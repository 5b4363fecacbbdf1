package org.parley.bench;

import java.io.PrintStream;
import java.util.List;
import org.parley.bench.dispatch.DispatchBench;
import org.parley.bench.export.ExportBench;
import org.parley.bench.funnel.FunnelBench;
import org.parley.bench.relay.RelayBench;
import org.parley.bench.segment.SegmentBench;

/// `./bench NAME [options]`. Ends with 0 when what the benchmark checks held, 1 when it did not, 2
/// for wrong use.
public final class BenchMain {

    private static final int WRONG_USE = 2;
    private static final List<Bench> ALL =
            List.of(
                    new DispatchBench(),
                    new ExportBench(),
                    new FunnelBench(),
                    new RelayBench(),
                    new SegmentBench());

    private BenchMain() {}

    public static void main(String[] words) throws Exception {
        System.exit(run(List.of(words), System.out, System.err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) throws Exception {
        if (words.isEmpty() || words.getFirst().equals("--help")) {
            list(out);
            return 0;
        }
        String name = words.getFirst();
        for (Bench bench : ALL) {
            if (bench.name().equals(name)) {
                return run(bench, words.subList(1, words.size()), out, err);
            }
        }
        err.println("There is no benchmark \"" + name + "\".");
        list(err);
        return WRONG_USE;
    }

    private static int run(Bench bench, List<String> words, PrintStream out, PrintStream err)
            throws Exception {
        try {
            return bench.run(Arguments.parse(words), out) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            err.println("bench " + bench.name() + ": " + e.getMessage());
            err.println(bench.options());
            return WRONG_USE;
        }
    }

    private static void list(PrintStream out) {
        out.println("Usage: ./bench NAME [options]");
        for (Bench bench : ALL) {
            out.println();
            out.println(bench.name() + ": " + bench.summary());
            out.println(bench.options());
        }
    }
}
