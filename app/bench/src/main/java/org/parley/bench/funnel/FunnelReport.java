package org.parley.bench.funnel;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// What was measured. Times in microseconds.
///
/// @param told events a second while the store was filled, rollups included; empty: it was there
/// @param run the funnel of the first run by arm, as the report counts it
/// @param all the people of all runs by channel, as the overview counts them
/// @param questions of the first run, and the overview's others, as pages ask them
/// @param faults what was not exact; empty: everything was
record FunnelReport(
        FunnelSize size,
        Machine machine,
        OptionalDouble told,
        Answered run,
        Series rawRun,
        Answered all,
        Series rawAll,
        List<Answered> questions,
        List<FunnelStore.Weight> weights,
        List<String> faults) {

    /// How long the first waits who asks after something has happened, and everybody after.
    ///
    /// @param kept empty: the answer is computed each time
    record Answered(String name, Series anew, Optional<Series> kept) {}

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                funnel: %,d people in one run, %,d in each of %,d more; median of %d
                  machine          %s
                  filled           %s
                microseconds; anew: as the first who asks after an event; kept: as everybody after
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
                        : "by an earlier measurement");
        print(out, run, rawRun, "uniqExact over its raw events");
        print(out, all, rawAll, "uniqExact over all raw events");
        out.println(
                "microseconds of what pages ask of the one run; one person in a hundred has bought");
        for (Answered question : questions) {
            print(out, question);
        }
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

    private static void print(PrintStream out, Answered funnel, Series ceiling, String what) {
        print(out, funnel);
        out.printf(
                Locale.ROOT,
                "    ceiling             %s, %s%n    faster              %.0f x anew, %.0f x kept%n",
                ceiling,
                what,
                ceiling.median() / funnel.anew().median(),
                ceiling.median() / funnel.kept().orElse(funnel.anew()).median());
    }

    private static void print(PrintStream out, Answered answered) {
        out.printf(
                Locale.ROOT,
                "  %s%n    anew                %s%n",
                answered.name(),
                answered.anew());
        answered.kept().ifPresent(kept -> out.printf("    kept                %s%n", kept));
    }
}
