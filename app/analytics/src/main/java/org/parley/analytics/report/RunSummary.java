package org.parley.analytics.report;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Run;

/// A run in a list.
///
/// @param state as in the ledger: running, paused, finished, cancelled, missed
/// @param resumeAt when a run that waits, for quiet hours to end or a provider to cool, goes on
/// @param problem why it was paused by itself
/// @param sandbox its providers were simulated: every figure of it is to be labelled so
/// @param source the tool that sent it, where its results were imported; null: it was sent from
///   here
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
        boolean sandbox,
        @Nullable String source) {

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
                run.sandbox(),
                run.source());
    }
}
