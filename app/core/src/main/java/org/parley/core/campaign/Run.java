package org.parley.core.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One execution of a campaign.
///
/// @param targeted rows of its ledger; 0 until the audience is frozen
/// @param problem why it was paused by itself
/// @param sandbox whether providers are simulated
/// @param source the tool that sent it, of imported results; null: we did
public record Run(
        int id,
        long campaignId,
        String campaign,
        RunState state,
        Instant fireTime,
        Instant startedAt,
        @Nullable Instant snapshotAt,
        @Nullable Instant finishedAt,
        @Nullable Instant resumeAt,
        int targeted,
        @Nullable String problem,
        boolean sandbox,
        @Nullable String source) {}
