package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Unpacked engines, shared by all data directories of a person: `PARLEY_HOME`, else
/// `~/.cache/parley`. An entry appears whole or not at all.
record Cache(Path root) {
    // A file lock belongs to the whole process, so threads need their own.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    interface Filling {
        void fill(Path emptyDirectory) throws IOException;
    }

    static Cache ofThisPerson() {
        var home = System.getenv("PARLEY_HOME");
        return new Cache(
                home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache", "parley")
                        : Path.of(home).toAbsolutePath());
    }

    /// The entry's directory; filled first if it is not there. Safe against other threads and
    /// processes: they wait and find it.
    Path entry(String name, Filling filling) throws IOException {
        var entry = root.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        Files.createDirectories(entry.getParent());
        var threads = THREADS.computeIfAbsent(entry, _ -> new ReentrantLock());
        threads.lock();
        try (var channel =
                        FileChannel.open(
                                entry.resolveSibling(entry.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (Files.isDirectory(entry) || !held.isValid()) {
                return entry;
            }
            var draft = entry.resolveSibling(entry.getFileName() + ".partial");
            delete(draft);
            Files.createDirectory(draft);
            try {
                filling.fill(draft);
                Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(draft);
            }
            return entry;
        } finally {
            threads.unlock();
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
