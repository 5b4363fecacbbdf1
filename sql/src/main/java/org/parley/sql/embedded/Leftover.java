package org.parley.sql.embedded;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server process that outlived its owner, known by a number in a file and an argument that only
/// the server of this very directory has.
record Leftover(ProcessHandle process, String argument) {
    private static final long POLL_MILLIS = 50;

    /// Whether the number still belongs to that server. Not so for a zombie, whose arguments are
    /// gone, nor for a stranger who was given the number since.
    boolean serves() {
        return process.isAlive()
                && process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(argument))
                        .isPresent();
    }

    /// Waits for its end.
    ///
    /// @return false if it still serves after that time
    boolean ends(Duration within) {
        var until = System.nanoTime() + within.toNanos();
        while (serves()) {
            if (System.nanoTime() > until) {
                return false;
            }
            try {
                process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // Asked again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedStoreException("Interrupted while a server was ending", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    /// Ends it the hard way; both stores recover from that.
    void kill() {
        process.destroyForcibly();
        if (!ends(Duration.ofSeconds(10))) {
            throw new EmbeddedStoreException("Process %d cannot be ended".formatted(process.pid()));
        }
    }
}
