package org.parley.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A directory for the stores of one measurement.
///
/// @param kept whether it stays; otherwise it is gone afterwards with all that is in it
public record Workplace(Path directory, Machine machine, boolean kept) implements AutoCloseable {

    /// Only what goes wrong is told, beside the figures.
    public static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    public static Workplace below(Path place) throws IOException {
        Files.createDirectories(place);
        Path directory = Files.createTempDirectory(place.toAbsolutePath(), "bench-");
        return new Workplace(directory, Machine.here(directory), false);
    }

    /// One that stays where it is, for the next measurement.
    public static Workplace kept(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new Workplace(directory, Machine.here(directory), true);
    }

    public Path data() {
        return directory.resolve("data");
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            System.err.println("Could not delete " + directory + ": " + e);
        }
    }
}
