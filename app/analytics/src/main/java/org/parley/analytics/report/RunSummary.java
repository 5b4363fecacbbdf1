package org.parley.analytics.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run in a list.
///
/// @param state as in the ledger: running, paused, finished, cancelled, missed
/// @param problem why it was paused by itself
/// @param sandbox its providers were simulated: every figure of it is to be labelled so
public record RunSummary(
        int id,
        long campaignId,
        String campaignName,
        String state,
        Instant fireTime,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int targeted,
        @Nullable String problem,
        boolean sandbox) {}
