package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One process per data directory. The operating system gives the lock free when its holder dies,
/// however it dies; the number written into the file only serves the message.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) {
        var file = directory.resolve("parley.lock");
        try {
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                var holder = Files.readString(file).strip();
                throw new EmbeddedStoreException(
                        "The data directory %s is in use by process %s; stop it or choose another with --data"
                                .formatted(directory, holder.isEmpty() ? "(unknown)" : holder));
            }
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new EmbeddedStoreException("Cannot lock the data directory " + directory, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedStoreException("Cannot unlock the data directory", e);
        }
    }
}
