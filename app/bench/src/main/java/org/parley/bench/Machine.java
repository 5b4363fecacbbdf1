package org.parley.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What a figure was measured on.
///
/// @param fileSystem of the databases
/// @param load of the last minute when the measurement began, the machine's other work included
public record Machine(int cores, long heapMegabytes, String java, String fileSystem, double load) {

    public static Machine here(Path directory) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version().toString(),
                Files.getFileStore(directory).type(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d cores, heap %,d MB, Java %s, databases on %s, load %.1f before",
                cores,
                heapMegabytes,
                java,
                fileSystem,
                load);
    }
}
