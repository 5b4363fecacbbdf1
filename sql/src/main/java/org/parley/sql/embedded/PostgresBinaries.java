package org.parley.sql.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The directory that holds `bin`, `lib` and `share`.
    static Path unpacked(Cache cache) {
        var platform =
                Platform.current()
                        .orElseThrow(() ->
                                new EmbeddedStoreException(
                                        "No PostgreSQL is packaged for %s; start one and set PARLEY_POSTGRES_URL"
                                                .formatted(Platform.described())));
        try (var resource =
                PostgresBinaries.class.getResourceAsStream("/" + platform.postgresArchive())) {
            if (resource == null) {
                throw new EmbeddedStoreException(
                        "%s is not on the class path; start a PostgreSQL and set PARLEY_POSTGRES_URL"
                                .formatted(platform.postgresArchive()));
            }
            var archive = resource.readAllBytes();
            // Named by content, so that a new version never meets the files of an old one.
            var name = "postgres/" + Secrets.sha256Hex(archive).substring(0, 16);
            return cache.entry(name, directory -> unpack(archive, directory));
        } catch (IOException e) {
            throw new EmbeddedStoreException("Cannot unpack PostgreSQL to " + cache.root(), e);
        }
    }

    private static void unpack(byte[] archive, Path directory) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                var target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("The archive leaves its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0111) != 0) {
                        Files.setPosixFilePermissions(
                                target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }
}
