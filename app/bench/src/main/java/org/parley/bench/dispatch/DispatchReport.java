package org.parley.bench.dispatch;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parley.bench.Machine;
import org.parley.bench.Series;

/// All trials of one run of the benchmark.
///
/// @param bare messages a second of the bare loop, one a trial
record DispatchReport(DispatchSize size, Machine machine, Series bare, List<Sent> sent) {

    Series dispatched() {
        return new Series(sent.stream().map(Sent::perSecond).toList());
    }

    double ratio() {
        return dispatched().median() / bare.median();
    }

    List<String> faults() {
        return sent.stream().flatMap(each -> each.faults(size.messages()).stream()).toList();
    }

    void print(PrintStream out) {
        Series told = new Series(sent.stream().map(Sent::toldPerSecond).toList());
        out.printf(
                Locale.ROOT,
                """
                dispatch: %,d messages a trial, %d trials after a warm-up, %d in flight, one Viber account
                  machine    %s
                  dispatch   %s messages/s, first claim to finished run
                  with relay %s messages/s, until every event is in ClickHouse
                  ceiling    %s messages/s, the same client posting the same bytes in a bare loop
                  ratio      %.2f
                  processors %s
                """,
                size.messages(),
                size.trials(),
                size.inFlight(),
                machine,
                dispatched(),
                told,
                bare,
                ratio(),
                sent.getLast().cpu());
        List<String> faults = faults();
        if (faults.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "  checked    each trial: the balance sheet closes, %,d sent, accepted and told; none"
                            + " twice%n",
                    size.messages());
        } else {
            faults.forEach(fault -> out.println("  WRONG      " + fault));
        }
    }
}
