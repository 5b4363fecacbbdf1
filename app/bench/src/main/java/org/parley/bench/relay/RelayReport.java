package org.parley.bench.relay;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// All trials of one run of the benchmark.
///
/// @param relay rows a second from the outbox into raw events and rollups
/// @param bare of a bare loop into raw events and rollups
/// @param withoutRollups of a bare loop into raw events alone
/// @param cells of rollups that were compared with the raw events
/// @param faults what was not exact; empty: everything was
record RelayReport(
        RelaySize size,
        Machine machine,
        Series relay,
        Series bare,
        Series withoutRollups,
        long cells,
        List<String> faults) {

    double ratio() {
        return relay.median() / bare.median();
    }

    /// Share of an insert's time that the rollups take.
    double rollupShare() {
        return 1 - bare.median() / withoutRollups.median();
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                relay: %,d events a trial, %,d rows an insert
                %s
                rows a second
                  relay, outbox to rollups           %s
                  bare loop, with rollups            %s
                  bare loop, without rollups         %s
                  relay / bare loop with rollups     %.2f
                  share of an insert for rollups     %.0f %%
                exactness: %s
                """,
                size.events(),
                size.batch(),
                machine,
                relay,
                bare,
                withoutRollups,
                ratio(),
                100 * rollupShare(),
                faults.isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "every row once and equal on all three ways; %,d cells of rollups equal to raw",
                                cells)
                        : String.join("; ", faults));
    }
}
