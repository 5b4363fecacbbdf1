package org.parley.bench.funnel;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Series;
import org.parley.bench.Workplace;

/// Counts funnels of runs, beside the same figures counted from the events.
public final class FunnelBench implements Bench {

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public String summary() {
        return "the funnel of one run and of all, beside uniqExact over the raw events";
    }

    @Override
    public String options() {
        return FunnelSize.OPTIONS;
    }

    @Override
    public boolean run(Arguments arguments, PrintStream out) throws Exception {
        FunnelSize size = FunnelSize.of(arguments);
        Workplace.quiet();
        FunnelReport report = measure(size, Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// @param place for the store; what is made there is deleted again
    FunnelReport measure(FunnelSize size, Path place) throws Exception {
        try (Workplace workplace =
                        size.kept().isPresent()
                                ? Workplace.kept(size.kept().get())
                                : Workplace.below(place);
                FunnelStore store = new FunnelStore(workplace.data())) {
            OptionalDouble seconds = OptionalDouble.empty();
            if (!store.holds(size)) {
                long began = System.nanoTime();
                store.tell(size);
                seconds = OptionalDouble.of((System.nanoTime() - began) / 1e9);
                store.settle();
            }
            List<FunnelStore.Weight> weights = store.weights();
            long events =
                    weights.stream()
                            .filter(weight -> weight.table().equals("message_event"))
                            .mapToLong(FunnelStore.Weight::rows)
                            .sum();
            List<String> faults = new ArrayList<>();
            for (int run = 1; run <= 2; run++) {
                same("run " + run, store.rawRun(run), store.run(run), faults);
            }
            same("all runs", store.rawAll(), store.all(), faults);
            return new FunnelReport(
                    size,
                    workplace.machine(),
                    seconds.isPresent()
                            ? OptionalDouble.of(events / seconds.getAsDouble())
                            : seconds,
                    answered("one run", () -> store.run(1), size, store, faults),
                    Series.times(size.rounds(), () -> store.rawRun(1)),
                    answered("all runs", store::all, size, store, faults),
                    Series.times(size.rounds(), store::rawAll),
                    store.questions().stream()
                            .map(question ->
                                    answered(question.name(), question.ask(), size, store, faults))
                            .toList(),
                    weights,
                    List.copyOf(faults));
        }
    }

    /// @param faults takes what is answered otherwise once it is kept
    private static FunnelReport.Answered answered(
            String name,
            Supplier<?> question,
            FunnelSize size,
            FunnelStore store,
            List<String> faults) {
        Supplier<Object> anew =
                () -> {
                    store.forget();
                    return question.get();
                };
        Series first = Series.times(size.rounds(), anew);
        if (!anew.get().equals(question.get())) {
            faults.add(name + " is answered otherwise when it is kept");
        }
        return new FunnelReport.Answered(
                name,
                first,
                store.kept() == 0
                        ? Optional.empty()
                        : Optional.of(Series.times(size.rounds(), question)));
    }

    private static void same(String what, String raw, String counted, List<String> faults) {
        if (!raw.equals(counted)) {
            faults.add("%s: the events say%n%s%nthe report says%n%s".formatted(what, raw, counted));
        }
    }
}
