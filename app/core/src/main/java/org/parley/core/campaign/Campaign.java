package org.parley.core.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan.
///
/// @param seed salt of the assignment to arms
/// @param attributionDays how long after a touch an order is credited to it
/// @param margin share of net revenue that is margin, 0 to 1; null: unknown
public record Campaign(
        long id,
        String name,
        long segmentId,
        String segment,
        long messageId,
        String message,
        String purpose,
        CampaignState state,
        @Nullable Instant scheduledAt,
        String seed,
        List<Arm> arms,
        @Nullable QuietHours quietHours,
        @Nullable FrequencyCap cap,
        int attributionDays,
        @Nullable String costCentre,
        @Nullable BigDecimal margin,
        String createdBy,
        Instant createdAt) {

    public Campaign {
        arms = List.copyOf(arms);
    }
}
