package org.parley.bench.funnel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.parley.bench.Arguments;

/// How much is in the store.
///
/// @param events that are told, duplicates included; a tenth as many people are in the first run,
///   ten million at most
/// @param rounds times that each figure is measured, after one to warm up
/// @param kept directory whose store is filled once and used again; empty: a store of its own
record FunnelSize(int events, int rounds, Optional<Path> kept) {

    static final String OPTIONS =
            """
              --events N     events in the store, default 100000000, at most 1000000000
              --rounds N     times that each is measured, after one to warm up, default 7
              --store DIR    keeps the store there, and measures what is there the next time\
            """;

    /// People of the largest campaign that anybody sends at once.
    private static final int LARGEST_RUN = 10_000_000;

    /// People of one of the many smaller runs.
    static final int SMALL_RUN = 200_000;

    /// Events of one person on average, duplicates included; see `tell.sql`.
    private static final double EACH = 4.66;

    static FunnelSize of(Arguments arguments) {
        arguments.allow(Set.of("events", "rounds", "store"));
        return new FunnelSize(
                arguments.count("events", 100_000_000, 1_000_000_000),
                arguments.count("rounds", 7, 50),
                arguments.directory("store"));
    }

    /// People of the first run.
    int big() {
        return Math.clamp(events / 10, 1, LARGEST_RUN);
    }

    /// Runs beside the first.
    int smallRuns() {
        return (int) Math.max(1, Math.round((events / EACH - big()) / small()));
    }

    int small() {
        return Math.clamp(events / 500, 1, SMALL_RUN);
    }
}
