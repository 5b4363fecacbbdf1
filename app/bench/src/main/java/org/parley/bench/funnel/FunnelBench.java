package org.parley.bench.funnel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Machine;
import org.parley.bench.Series;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

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
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        FunnelReport report = measure(size, Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// @param place for the store; what is made there is deleted again
    FunnelReport measure(FunnelSize size, Path place) throws Exception {
        Files.createDirectories(place);
        Path directory = Files.createTempDirectory(place.toAbsolutePath(), "bench-");
        Machine machine = Machine.here(directory);
        try (FunnelStore store = new FunnelStore(directory.resolve("data"))) {
            long began = System.nanoTime();
            store.tell(size);
            double seconds = (System.nanoTime() - began) / 1e9;
            store.settle();
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
                    machine,
                    events / seconds,
                    time(size, () -> store.run(1)),
                    time(size, () -> store.rawRun(1)),
                    time(size, () -> store.money(1)),
                    time(size, store::all),
                    time(size, store::rawAll),
                    weights,
                    List.copyOf(faults));
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static Series time(FunnelSize size, Supplier<?> question) {
        List<Double> microseconds = new ArrayList<>();
        Object answer = question.get();
        for (int round = 0; round < size.rounds(); round++) {
            long began = System.nanoTime();
            Object again = question.get();
            microseconds.add((System.nanoTime() - began) / 1e3);
            if (!answer.equals(again)) {
                throw new IllegalStateException(
                        "The same question was answered by " + answer + " and " + again);
            }
        }
        return new Series(microseconds);
    }

    private static void same(String what, String raw, String counted, List<String> faults) {
        if (!raw.equals(counted)) {
            faults.add("%s: the events say%n%s%nthe report says%n%s".formatted(what, raw, counted));
        }
    }
}
