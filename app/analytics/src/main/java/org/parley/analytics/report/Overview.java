package org.parley.analytics.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All runs together, by channel.
///
/// @param simulated whether simulated runs count here, or else live ones and imported ones
/// @param latestRun null: nothing was run yet
public record Overview(
        boolean simulated,
        List<ChannelTotals> channels,
        @Nullable RunReport latestRun,
        EventLag eventLag) {

    public Overview {
        channels = List.copyOf(channels);
    }

    /// People (one person of one run counts once) and money of one channel in one currency. A
    /// channel with money in several currencies has several rows with the same people.
    ///
    /// @param currency null: no money yet
    public record ChannelTotals(
            String channel,
            long sent,
            long delivered,
            long read,
            long clicked,
            long replied,
            long ordered,
            long netMinor,
            long costMinor,
            @Nullable String currency) {}

    /// How far the figures lag behind the facts.
    ///
    /// @param outbox events that are not counted yet
    public record EventLag(long outbox, long oldestSeconds) {}
}
