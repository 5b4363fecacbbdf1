package org.parley.bench.segment;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// What was measured. Times in microseconds.
///
/// @param people whom the rule fits
/// @param faults what was not exact; empty: everything was
record SegmentReport(
        SegmentSize size,
        Machine machine,
        long people,
        Series preview,
        Series bare,
        List<String> faults) {

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                segment: %,d contacts, %,d of them fit; median of %d
                  machine          %s
                microseconds
                  preview          %s, with the reach on two channels
                  ceiling          %s, count() with the bare predicate
                  ratio            %.2f
                """,
                size.contacts(),
                people,
                size.rounds(),
                machine,
                preview,
                bare,
                preview.median() / bare.median());
        if (faults.isEmpty()) {
            out.println(
                    "checked: both count the same people; each channel accounts for all of them");
        } else {
            faults.forEach(fault -> out.println("WRONG: " + fault));
        }
    }
}
