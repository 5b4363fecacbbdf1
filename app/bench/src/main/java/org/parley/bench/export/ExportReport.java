package org.parley.bench.export;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// What was measured, in lines a second.
///
/// @param bytes of the file
/// @param faults what was not exact; empty: everything was
record ExportReport(
        ExportSize size,
        Machine machine,
        Series exported,
        Series bare,
        long bytes,
        List<String> faults) {

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                export: a file of %,d lines and %,d bytes; median of %d
                  machine          %s
                lines a second
                  export           %s, tied out against PostgreSQL, hashed, forced to disk
                  ceiling          %s, FORMAT CSV of ClickHouse, read and thrown away
                  ratio            %.2f
                """,
                size.lines(),
                bytes,
                size.rounds(),
                machine,
                exported,
                bare,
                exported.median() / bare.median());
        if (faults.isEmpty()) {
            out.println("checked: every line is in the file, and the file ties out to the ledger");
        } else {
            faults.forEach(fault -> out.println("WRONG: " + fault));
        }
    }
}
