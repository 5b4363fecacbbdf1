package org.parley.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Where uploaded files wait. One that does not arrive whole is gone.
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final String SUFFIX = ".upload";

    private final Path directory;
    private final DataSize limit;
    private final Supplier<UUID> names;

    Uploads(Path directory, DataSize limit, Supplier<UUID> names) {
        this.directory = directory.toAbsolutePath();
        this.limit = limit;
        this.names = names;
    }

    record Upload(Path path, long size) {}

    Path directory() {
        return directory;
    }

    /// @throws ProblemException TOO_LARGE
    Upload keep(InputStream in) throws IOException {
        Path path = Files.createDirectories(directory).resolve(names.get() + SUFFIX);
        boolean whole = false;
        try (FileChannel channel =
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            long size = copy(in, out);
            channel.force(true);
            whole = true;
            return new Upload(path, size);
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
    }

    void forget(Path upload) {
        try {
            Files.deleteIfExists(upload);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("upload", upload.getFileName())
                    .setCause(e)
                    .log("Upload stays");
        }
    }

    /// Forgets those that a crash left after their work was done.
    void forgetAll(Predicate<Path> done) {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(f -> f.toString().endsWith(SUFFIX)).filter(done).forEach(this::forget);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("Uploads cannot be listed");
            }
        }
    }

    private long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
            if (size > limit.toBytes()) {
                throw new ProblemException(
                        ErrorCode.TOO_LARGE,
                        "An upload has at most "
                                + limit.toMegabytes()
                                + " MiB; compress or split it");
            }
            out.write(buffer, 0, n);
        }
        return size;
    }
}
