package org.parley.sql.migration;

import java.util.Map;

/// How the ClickHouse migrations spell what differs between one server and a cluster.
///
/// @param placeholders what stands for each `${name}` in the migration files
public record ClickHouseLayout(Map<String, String> placeholders) {
    public ClickHouseLayout {
        placeholders = Map.copyOf(placeholders);
    }

    /// One server, the embedded one included.
    public static ClickHouseLayout singleServer() {
        return new ClickHouseLayout(Map.of());
    }
}
