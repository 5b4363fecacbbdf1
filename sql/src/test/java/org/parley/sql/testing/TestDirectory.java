package org.parley.sql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.parley.sql.embedded.EmbeddedStores;

/// The directory of this test JVM's servers. Gone when the JVM exits; where it was killed, the next
/// one removes it.
final class TestDirectory {
    private static final String LOCK = "owner.lock";
    private static final Path PARENT =
            Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("parley-tests-" + System.getProperty("user.name"));
    private static final List<EmbeddedStores> OPEN = new ArrayList<>();
    // Held until the JVM ends.
    private static final FileChannel OWNED;
    private static final Path DIRECTORY;

    static {
        try {
            Files.createDirectories(PARENT);
            removeAbandoned();
            DIRECTORY = Files.createTempDirectory(PARENT, "run");
            OWNED =
                    FileChannel.open(
                            DIRECTORY.resolve(LOCK),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            OWNED.lock();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(TestDirectory::closeAll, "test-stores"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestDirectory() {}

    static Path resolve(String name) {
        return DIRECTORY.resolve(name);
    }

    static synchronized void atExit(EmbeddedStores stores) {
        OPEN.add(stores);
    }

    private static synchronized void closeAll() {
        try {
            OPEN.parallelStream().forEach(EmbeddedStores::close);
        } finally {
            delete(DIRECTORY);
        }
    }

    private static void removeAbandoned() throws IOException {
        try (var runs = Files.newDirectoryStream(PARENT, "run*")) {
            for (var run : runs) {
                if (Files.exists(run.resolve(LOCK)) ? abandoned(run.resolve(LOCK)) : old(run)) {
                    delete(run);
                }
            }
        }
    }

    /// Without a lock file it is just being made, or half removed.
    private static boolean old(Path run) {
        try {
            return Files.getLastModifiedTime(run)
                    .toInstant()
                    .isBefore(Instant.now().minus(Duration.ofMinutes(10)));
        } catch (IOException _) {
            // another JVM has just removed it
            return false;
        }
    }

    private static boolean abandoned(Path lock) {
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            return held != null;
        } catch (IOException _) {
            return false;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // A server that is just ending may still write; the next run removes the rest.
        }
    }
}
