package org.parley.bench.relay;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.batch.relay.EventRelay;
import org.parley.batch.rollup.Comparison;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Machine;
import org.parley.bench.Series;
import org.parley.bench.Workplace;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// Ships events from the outbox, beside a bare loop that inserts equal rows.
public final class RelayBench implements Bench {

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String summary() {
        return "events a second from the outbox into ClickHouse, beside a bare loop of inserts";
    }

    @Override
    public String options() {
        return RelaySize.OPTIONS;
    }

    @Override
    public boolean run(Arguments arguments, PrintStream out) throws Exception {
        RelaySize size = RelaySize.of(arguments);
        Workplace.quiet();
        RelayReport report = measure(size, Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// @param place for the stores; what is made there is deleted again
    RelayReport measure(RelaySize size, Path place) throws Exception {
        try (Workplace workplace = Workplace.below(place);
                RelayStores stores = new RelayStores(workplace.data())) {
            return trials(size, workplace.machine(), stores);
        }
    }

    /// In turns, so that the machine's other work meets all alike.
    private static RelayReport trials(RelaySize size, Machine machine, RelayStores stores)
            throws Exception {
        EventRelay relay = stores.relay(size.batch());
        BareInserts bare = stores.bare(size.batch());
        List<Double> relayed = new ArrayList<>();
        List<Double> inserted = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        long cells = 0;
        for (int trial = 0; trial <= size.trials(); trial++) {
            List<EventOutboxRecord> events = stores.tell(size.events());
            double withoutRollups = bare.run(RelayStores.WITHOUT_ROLLUPS, events);
            double withRollups = bare.run(RelayStores.WITH_ROLLUPS, events);
            String expected = stores.contents(RelayStores.WITH_ROLLUPS);
            equal("bare loop without rollups", expected, stores.contents("bare_event"), faults);
            stores.empty();
            double shipped = ship(relay, size.events());
            equal("relay", expected, stores.contents(RelayStores.WITH_ROLLUPS), faults);
            Comparison rollups = stores.rollups();
            if (!rollups.equal()) {
                faults.add(rollups.wrong() + " cells of rollups differ from raw");
            }
            if (stores.waiting() > 0) {
                faults.add("the outbox is not empty");
            }
            stores.empty();
            System.err.printf(
                    "%s: relay %.0f/s, bare %.0f/s, bare without rollups %.0f/s%n",
                    trial == 0 ? "warm-up" : "trial " + trial,
                    shipped,
                    withRollups,
                    withoutRollups);
            if (trial > 0) {
                relayed.add(shipped);
                inserted.add(withRollups);
                alone.add(withoutRollups);
                cells += rollups.cells();
            }
        }
        return new RelayReport(
                size,
                machine,
                new Series(relayed),
                new Series(inserted),
                new Series(alone),
                cells,
                List.copyOf(faults));
    }

    private static double ship(EventRelay relay, int events) {
        long began = System.nanoTime();
        int shipped = 0;
        while (shipped < events) {
            shipped += relay.ship();
        }
        return events * 1e9 / (System.nanoTime() - began);
    }

    private static void equal(String what, String expected, String found, List<String> faults) {
        if (!expected.equals(found)) {
            faults.add(
                    what
                            + ": rows, different rows and contents are "
                            + found
                            + ", not "
                            + expected);
        }
    }
}
