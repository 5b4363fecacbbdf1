package org.parley.sql.migration;

import java.util.List;

/// How the ClickHouse that we are given keeps tables. Migrations are written for one server, in
/// plain SQL; each of their statements is spelt anew for the layout when it is executed. So the
/// files, and with them Flyway's checksums, are the same everywhere.
///
/// @param form which of the four
/// @param cluster its name in the servers' `remote_servers`; empty where there is none
public record ClickHouseLayout(Form form, String cluster) {

    /// The four ways. They differ in three things: whether tables are cut over several servers,
    /// whether each server's part is replicated, and who keeps the files.
    public enum Form {
        /// One server, the embedded one included.
        SINGLE(false, false),
        /// Several servers without Keeper and so without replicas; each is migrated by itself.
        SHARDS(true, false),
        /// Several servers with Keeper: replicated tables, statements `ON CLUSTER`. Needs the
        /// servers' macros `shard` and `replica`, and a database made with `ENGINE = Atomic`.
        REPLICATED(true, true),
        /// ClickHouse Cloud, which replicates what says `MergeTree` and shares its files.
        CLOUD(false, true);

        private final boolean distributed;
        private final boolean replicated;

        Form(boolean distributed, boolean replicated) {
            this.distributed = distributed;
            this.replicated = replicated;
        }

        /// Whether a table `t` is `Distributed` over the servers' `t_local`.
        public boolean distributed() {
            return distributed;
        }

        /// Whether several servers hold the same rows, of which one may be behind another.
        public boolean replicated() {
            return replicated;
        }
    }

    public ClickHouseLayout {
        if (form.distributed() && !cluster.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "The layout %s needs the name of a cluster, not \"%s\""
                            .formatted(form, cluster));
        }
    }

    /// One server, the embedded one included.
    public static ClickHouseLayout singleServer() {
        return new ClickHouseLayout(Form.SINGLE, "");
    }

    /// What to execute instead of one statement that was written for a single server.
    ///
    /// @throws IllegalArgumentException for a change of the schema that there is no rule for
    public List<String> spell(String statement) {
        return form == Form.SINGLE ? List.of(statement) : new Spelling(this).of(statement);
    }

    /// The table that keeps the rows of `table` on each server: what partitions belong to.
    public String stored(String table) {
        return form.distributed() ? table + "_local" : table;
    }

    /// Behind the name of what a statement changes.
    String onCluster() {
        return form == Form.REPLICATED ? " on cluster " + cluster : "";
    }
}
