package org.parley.bench.funnel;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// What was measured. Times in microseconds.
///
/// @param told events a second while the store was filled, rollups included; empty: it was there
/// @param run the funnel of the first run by arm, as the report counts it
/// @param questions those of the first run, as pages ask them
/// @param kept those whose answers are kept while the run has no further event, anew and kept
/// @param faults what was not exact; empty: everything was
record FunnelReport(
        FunnelSize size,
        Machine machine,
        OptionalDouble told,
        Series run,
        Series rawRun,
        Series money,
        Series all,
        Series rawAll,
        List<Answered> questions,
        List<Answered> kept,
        List<FunnelStore.Weight> weights,
        List<String> faults) {

    /// What one question of the first run takes.
    record Answered(String name, Series times) {}

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                funnel: %,d people in one run, %,d in each of %,d more; median of %d
                  machine          %s
                  filled           %s
                microseconds
                  one run          %s
                  ceiling          %s, uniqExact over its raw events
                  faster           %.0f x
                  its money        %s, cost lines and credits of the run
                  all runs         %s
                  ceiling          %s, uniqExact over all raw events
                  faster           %.0f x
                microseconds of each question that pages ask of the one run
                """,
                size.big(),
                size.small(),
                size.smallRuns(),
                size.rounds(),
                machine,
                told.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%,.0f events/s, straight into ClickHouse, rollups included",
                                told.getAsDouble())
                        : "by an earlier measurement",
                run,
                rawRun,
                rawRun.median() / run.median(),
                money,
                all,
                rawAll,
                rawAll.median() / all.median());
        print(out, questions);
        out.println("and of those that are partly kept; one person in a hundred has bought");
        print(out, kept);
        out.println("on disk");
        for (FunnelStore.Weight weight : weights) {
            out.printf(
                    Locale.ROOT,
                    "  %-16s %,15d rows %,16d bytes%n",
                    weight.table(),
                    weight.rows(),
                    weight.bytes());
        }
        if (faults.isEmpty()) {
            out.println("checked: every figure equals the one of the raw events");
        } else {
            faults.forEach(fault -> out.println("WRONG: " + fault));
        }
    }

    private static void print(PrintStream out, List<Answered> questions) {
        for (Answered question : questions) {
            out.printf(Locale.ROOT, "  %-21s %s%n", question.name(), question.times());
        }
    }
}
