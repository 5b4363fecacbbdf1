package org.parley.sql.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What to start, and where.
///
/// @param dataDirectory created if missing; one process at a time
/// @param postgres whether to start PostgreSQL
/// @param clickHouse whether to start ClickHouse
/// @param durable false only for tests: PostgreSQL then answers before its log is on disk, and
///   ClickHouse before a table's definition is
/// @param clickHouseMemoryBytes cap on what ClickHouse may allocate, in bytes
/// @param clickHouseHttpPort 0 for any free port, chosen anew at each start
/// @param clickHouseTcpPort native protocol: -1 for none, 0 for any free port
/// @param cluster that ClickHouse is a shard of; null: it stands alone
public record EmbeddedSettings(
        Path dataDirectory,
        boolean postgres,
        boolean clickHouse,
        boolean durable,
        long clickHouseMemoryBytes,
        int clickHouseHttpPort,
        int clickHouseTcpPort,
        @Nullable EmbeddedCluster cluster) {
    private static final long GIBIBYTE = 1L << 30;

    public EmbeddedSettings {
        if (!postgres && !clickHouse) {
            throw new IllegalArgumentException("Nothing to start");
        }
        if (clickHouseMemoryBytes < GIBIBYTE / 2) {
            throw new IllegalArgumentException("ClickHouse needs at least 512 MiB");
        }
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
    }

    /// Both stores, durable, 4 GiB for ClickHouse, HTTP on any free port of the loopback.
    public static EmbeddedSettings in(Path dataDirectory) {
        return new EmbeddedSettings(dataDirectory, true, true, true, 4 * GIBIBYTE, 0, -1, null);
    }

    /// Data that nobody will miss: 2 GiB for ClickHouse, and no waiting for the disk.
    public static EmbeddedSettings forTests(Path dataDirectory) {
        return new EmbeddedSettings(dataDirectory, true, true, false, 2 * GIBIBYTE, 0, -1, null);
    }

    public EmbeddedSettings only(boolean withPostgres, boolean withClickHouse) {
        return new EmbeddedSettings(
                dataDirectory,
                withPostgres,
                withClickHouse,
                durable,
                clickHouseMemoryBytes,
                clickHouseHttpPort,
                clickHouseTcpPort,
                cluster);
    }

    /// ClickHouse alone, as one of the servers of a cluster.
    ///
    /// @param shard 0 for the first
    public EmbeddedSettings shardOf(EmbeddedCluster of, int shard) {
        return new EmbeddedSettings(
                dataDirectory,
                false,
                true,
                durable,
                clickHouseMemoryBytes,
                clickHouseHttpPort,
                of.tcpPorts().get(shard),
                of);
    }

    Path logs() {
        return dataDirectory.resolve("logs");
    }
}
