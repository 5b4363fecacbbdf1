package org.parley.server.web.runs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Run;

/// A run in a list.
public record RunSummary(
        int id,
        long campaignId,
        String campaignName,
        String state,
        Instant fireTime,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant resumeAt,
        int targeted,
        @Nullable String problem,
        boolean sandbox) {

    public static RunSummary of(Run run) {
        return new RunSummary(
                run.id(),
                run.campaignId(),
                run.campaign(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.fireTime(),
                run.startedAt(),
                run.finishedAt(),
                run.resumeAt(),
                run.targeted(),
                run.problem(),
                run.sandbox());
    }
}
