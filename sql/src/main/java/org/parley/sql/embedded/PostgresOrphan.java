package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that outlived its owner and the owner's guard. The caller holds the lock of the
/// data directory, so whoever still serves this directory is nobody's.
final class PostgresOrphan {
    private static final Logger log = LoggerFactory.getLogger(PostgresOrphan.class);
    private static final long FAST_SECONDS = 30;

    private PostgresOrphan() {}

    /// Ends the server of that directory, if one runs, by its own process number and only after
    /// checking that the number still belongs to it.
    static void endIn(Path directory) throws IOException {
        var file = directory.resolve("postmaster.pid");
        var recorded = pidIn(file);
        if (recorded.isEmpty()) {
            return;
        }
        var process = ProcessHandle.of(recorded.get()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return;
        }
        if (!serves(process.get(), directory)) {
            // The number was given to somebody else since (a reboot). PostgreSQL cannot tell and
            // would refuse to start.
            Files.deleteIfExists(file);
            return;
        }
        log.warn("Ending PostgreSQL process {} left behind in {}", recorded.get(), directory);
        // The guard may be stopping it already; asking twice does no harm.
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.get().pid())).start();
        if (!gone(process.get())) {
            process.get().destroyForcibly();
            if (!gone(process.get())) {
                throw new EmbeddedStoreException(
                        "PostgreSQL process %d in %s cannot be ended"
                                .formatted(recorded.get(), directory));
            }
        }
    }

    private static Optional<Long> pidIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path directory) {
        var info = process.info();
        var program = info.command().map(command -> Path.of(command).getFileName().toString());
        var arguments = info.arguments().map(java.util.Arrays::asList);
        return program.filter("postgres"::equals).isPresent()
                && arguments.filter(list -> list.contains(directory.toString())).isPresent();
    }

    private static boolean gone(ProcessHandle process) {
        try {
            process.onExit().get(FAST_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
