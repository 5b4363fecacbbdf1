package org.parley.analytics.finance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a line says about its run beside the figures.
///
/// @param armNames by arm
public record RunLabel(
        long campaignId,
        String campaignName,
        @Nullable String costCentre,
        int attributionDays,
        boolean sandbox,
        Map<Integer, String> armNames) {

    public RunLabel {
        armNames = Map.copyOf(armNames);
    }
}
