package org.parley.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in for npm that copies a small archive.
final class ClickHouseEngineTest {
    private static final String CONTENT = "the engine";

    @TempDir Path directory;
    private Cache cache;
    private Path npm;
    private Map<Platform, String> pinned;

    @BeforeEach
    void makeAnArchiveAndItsNpm() throws IOException {
        cache = new Cache(directory.resolve("cache"));
        var archive = directory.resolve("engine.tgz");
        Files.write(archive, archiveOf("package/libchdb.so", CONTENT));
        pinned = Map.of(Platform.LINUX_X64, sha512(Files.readAllBytes(archive)));
        npm =
                script(
                        """
                        echo "$@" >> %1$s/calls
                        for a in "$@"; do case $a in --pack-destination=*) cp %1$s/engine.tgz "${a#*=}"/x.tgz;; esac; done
                        """
                                .formatted(directory));
    }

    @Test
    void fetchesOnceHoweverManyAskAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var all =
                    threads.invokeAll(
                            IntStream.range(0, 6)
                                    .<java.util.concurrent.Callable<Path>>mapToObj(
                                            _ -> () -> library(Platform.LINUX_X64))
                                    .toList());
            for (var library : all) {
                assertThat(library.get()).hasContent(CONTENT);
            }
        }
        assertThat(Files.readAllLines(directory.resolve("calls")))
                .singleElement()
                .asString()
                .contains(
                        "--ignore-scripts", "@chdb/lib-linux-x64-gnu@" + ClickHouseEngine.VERSION);
    }

    @Test
    void refusesATamperedArchiveAndKeepsNothingOfIt() throws IOException {
        Files.write(
                directory.resolve("engine.tgz"), archiveOf("package/libchdb.so", "another engine"));

        assertThatThrownBy(() -> library(Platform.LINUX_X64))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("SHA-512 differs");
        try (var files = Files.walk(cache.root())) {
            assertThat(files.filter(file -> !file.toString().endsWith(".lock")))
                    .noneMatch(Files::isRegularFile);
        }
    }

    @Test
    void aFetchThatFailedIsTriedAgain() throws IOException {
        var good = npm;
        npm = script("echo no network; exit 1");
        assertThatThrownBy(() -> library(Platform.LINUX_X64))
                .hasMessageContaining("PARLEY_CLICKHOUSE_URL")
                .hasMessageContaining("no network");
        npm = good;
        assertThat(library(Platform.LINUX_X64)).hasContent(CONTENT);
    }

    @Test
    void saysWhatToDoWithoutNpmOrOnAnotherPlatform() {
        npm = directory.resolve("missing");
        assertThatThrownBy(() -> library(Platform.LINUX_X64))
                .hasMessageContaining("npm is needed once")
                .hasMessageContaining("PARLEY_CLICKHOUSE_URL");
        assertThatThrownBy(() -> ClickHouseEngine.library(cache, null, "npm", pinned))
                .hasMessageContaining("No ClickHouse engine is packaged for")
                .hasMessageContaining("PARLEY_CLICKHOUSE_URL");
    }

    @Test
    void knowsItsPlatforms() {
        assertThat(Platform.of("Linux", "amd64", false)).contains(Platform.LINUX_X64);
        assertThat(Platform.of("Mac OS X", "aarch64", false)).contains(Platform.MAC_ARM64);
        assertThat(Platform.of("Linux", "amd64", true)).isEmpty();
        assertThat(Platform.of("Windows 11", "amd64", false)).isEmpty();
        assertThat(Platform.of("Linux", "riscv64", false)).isEmpty();
    }

    private Path library(Platform platform) {
        return ClickHouseEngine.library(cache, platform, npm.toString(), pinned);
    }

    private Path script(String body) throws IOException {
        var file = Files.createTempFile(directory, "npm", "");
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private static byte[] archiveOf(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var body = content.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry(name);
            entry.setSize(body.length);
            tar.putArchiveEntry(entry);
            tar.write(body);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static String sha512(byte[] content) {
        return Base64.getEncoder().encodeToString(Secrets.digest("SHA-512").digest(content));
    }
}
