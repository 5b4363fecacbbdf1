package org.parley.bench.dispatch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Machine;
import org.parley.bench.Series;
import org.parley.bench.Workplace;
import org.springframework.boot.SpringApplication;

/// Sends campaigns to a simulated Viber, beside a bare loop that posts the same bytes.
public final class DispatchBench implements Bench {

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String summary() {
        return "messages a second of a campaign, ledger and events included, beside a bare HTTP loop";
    }

    @Override
    public String options() {
        return DispatchSize.OPTIONS;
    }

    @Override
    public boolean run(Arguments arguments, PrintStream out) throws Exception {
        DispatchReport report = measure(DispatchSize.of(arguments), Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// @param place for the stores; what is made there is deleted again
    DispatchReport measure(DispatchSize size, Path place) throws Exception {
        try (Workplace workplace = Workplace.below(place)) {
            // for Ctrl-C: runs after the stores have stopped
            SpringApplication.getShutdownHandlers().add(workplace::close);
            try (SandboxProcess sandbox = SandboxProcess.start();
                    ParleyNode node =
                            ParleyNode.start(workplace.directory(), sandbox, size.inFlight())) {
                return trials(size, workplace.machine(), sandbox, node, workplace.directory());
            }
        }
    }

    /// In turns, so that the machine's other work meets both alike.
    private static DispatchReport trials(
            DispatchSize size,
            Machine machine,
            SandboxProcess sandbox,
            ParleyNode node,
            Path directory)
            throws IOException, InterruptedException {
        Shop shop = new Shop(node, size.messages());
        BareLoop ceiling = new BareLoop(sandbox, size.inFlight());
        Sending sending = new Sending(node, sandbox, CpuClock.over(sandbox.handle(), directory));
        List<byte[]> bodies = shop.bodies(size.messages());
        List<Double> bare = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        for (int trial = 0; trial <= size.trials(); trial++) {
            double speed = ceiling.run(bodies);
            Sent each = sending.send(shop.draft("trial " + trial));
            System.err.printf(
                    "%s: bare loop %.0f/s, dispatch %.0f/s%n",
                    trial == 0 ? "warm-up" : "trial " + trial, speed, each.perSecond());
            if (trial > 0) {
                bare.add(speed);
                sent.add(each);
            }
        }
        return new DispatchReport(size, machine, new Series(bare), sent);
    }
}
