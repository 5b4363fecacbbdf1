package org.parley.sql.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The machine at hand, in the words of those who package native code for it.
enum Platform {
    LINUX_X64("postgres-linux-x86_64.txz", "linux-x64-gnu"),
    LINUX_ARM64("postgres-linux-arm_64.txz", "linux-arm64-gnu"),
    MAC_X64("postgres-darwin-x86_64.txz", "darwin-x64"),
    MAC_ARM64("postgres-darwin-arm_64.txz", "darwin-arm64");

    private final String postgresArchive;
    private final String clickHouseSuffix;

    Platform(String postgresArchive, String clickHouseSuffix) {
        this.postgresArchive = postgresArchive;
        this.clickHouseSuffix = clickHouseSuffix;
    }

    /// Empty where neither store is packaged: Windows, musl, other processors.
    static Optional<Platform> current() {
        return of(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    static Optional<Platform> of(String name, String architecture, boolean musl) {
        var linux = name.toLowerCase(Locale.ROOT).startsWith("linux");
        var mac = name.toLowerCase(Locale.ROOT).startsWith("mac");
        return switch (architecture) {
            case "amd64", "x86_64" ->
                    linux && !musl
                            ? Optional.of(LINUX_X64)
                            : mac ? Optional.of(MAC_X64) : Optional.empty();
            case "aarch64", "arm64" ->
                    linux && !musl
                            ? Optional.of(LINUX_ARM64)
                            : mac ? Optional.of(MAC_ARM64) : Optional.empty();
            default -> Optional.empty();
        };
    }

    static String described() {
        return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }

    /// Name of the archive of PostgreSQL on the class path.
    String postgresArchive() {
        return postgresArchive;
    }

    /// How the npm package of the ClickHouse engine ends.
    String clickHouseSuffix() {
        return clickHouseSuffix;
    }
}
