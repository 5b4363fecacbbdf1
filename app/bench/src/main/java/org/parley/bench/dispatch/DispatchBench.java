package org.parley.bench.dispatch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.Machine;
import org.parley.bench.Series;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

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
        Files.createDirectories(place);
        Path directory = Files.createTempDirectory(place.toAbsolutePath(), "bench-");
        Machine machine = Machine.here(directory);
        // for Ctrl-C: runs after the stores have stopped
        SpringApplication.getShutdownHandlers().add(() -> delete(directory));
        try (SandboxProcess sandbox = SandboxProcess.start();
                ParleyNode node = ParleyNode.start(directory, sandbox, size.inFlight())) {
            return trials(size, machine, sandbox, node, directory);
        } finally {
            delete(directory);
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
            if (trial > 0) {
                bare.add(speed);
                sent.add(each);
            }
        }
        return new DispatchReport(size, machine, new Series(bare), sent);
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            System.err.println("Could not delete " + directory + ": " + e);
        }
    }
}
