package org.parley.analytics.question;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of messages by the hour of the week at which they were delivered.
///
/// @param run null: all of them
/// @param simulated whether it is about simulated runs; else about live ones
/// @param from inclusive, and until exclusive: of deliveries; null: of one run, all
/// @param cells hours in which something was delivered, 168 at most
public record HeatMap(
        String zone,
        @Nullable Integer run,
        boolean simulated,
        @Nullable Instant from,
        @Nullable Instant until,
        List<HeatCell> cells) {

    public HeatMap {
        cells = List.copyOf(cells);
    }

    /// One hour of the week; a person of two runs counts twice.
    ///
    /// @param weekday 1 (Monday) to 7
    /// @param hour 0 to 23, on the clocks of the zone
    /// @param clicked of those delivered, at any time since; likewise replied and ordered
    public record HeatCell(
            int weekday,
            int hour,
            long delivered,
            EstimatedShare clicked,
            EstimatedShare replied,
            EstimatedShare ordered) {}
}
