package org.parley.bench.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Processor time that each party has used so far, from what the operating system counts for its
/// processes.
final class CpuClock {

    private final ProcessHandle sandbox;
    private final ProcessHandle postmaster;

    private CpuClock(ProcessHandle sandbox, ProcessHandle postmaster) {
        this.sandbox = sandbox;
        this.postmaster = postmaster;
    }

    /// @param directory of the embedded stores
    static CpuClock over(ProcessHandle sandbox, Path directory) throws IOException {
        try (Stream<Path> files =
                Files.find(directory, 4, (file, _) -> file.endsWith("postmaster.pid"))) {
            Path file =
                    files.findFirst()
                            .orElseThrow(
                                    () -> new IOException("No postmaster.pid below " + directory));
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return new CpuClock(sandbox, ProcessHandle.of(pid).orElseThrow());
        }
    }

    /// By party, in a fixed order. Sessions of PostgreSQL that ended are not counted; the pool
    /// keeps its own open.
    Map<String, Duration> read() {
        Map<String, Duration> used = new LinkedHashMap<>();
        ProcessHandle own = ProcessHandle.current();
        Duration postgres = tree(postmaster);
        Duration theirs = used(sandbox);
        Duration clickHouse =
                own.descendants()
                        .filter(each -> !each.equals(sandbox) && !within(each, postmaster))
                        .map(CpuClock::used)
                        .reduce(Duration.ZERO, Duration::plus);
        used.put("Parley", used(own));
        used.put("sandbox", theirs);
        used.put("PostgreSQL", postgres);
        used.put("ClickHouse", clickHouse);
        return used;
    }

    private static boolean within(ProcessHandle process, ProcessHandle root) {
        return process.equals(root)
                || process.parent().filter(parent -> within(parent, root)).isPresent();
    }

    private static Duration tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(CpuClock::used)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
