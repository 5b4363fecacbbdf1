package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that outlived its owner and the owner's guard. The caller holds the lock of the
/// data directory, so whoever still serves this directory is nobody's.
final class PostgresOrphan {
    private static final Logger log = LoggerFactory.getLogger(PostgresOrphan.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);

    private PostgresOrphan() {}

    /// Ends the server of that directory, if one runs, by its own process number and only after
    /// checking that the number still belongs to it.
    static void endIn(Path directory) throws IOException {
        var file = directory.resolve("postmaster.pid");
        var process = pidIn(file).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return;
        }
        var orphan = new Leftover(process.get(), directory.toString());
        if (!orphan.serves()) {
            // The number was given to somebody else since (a reboot). PostgreSQL cannot tell and
            // would refuse to start.
            Files.deleteIfExists(file);
            return;
        }
        log.warn("Ending PostgreSQL process {} left behind in {}", process.get().pid(), directory);
        // Its guard may be stopping it already; asking twice does no harm.
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.get().pid())).start();
        if (!orphan.ends(FAST_SHUTDOWN)) {
            orphan.kill();
        }
    }

    private static Optional<Long> pidIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
