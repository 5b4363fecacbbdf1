package org.parley.analytics.finance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a line says about its run beside the figures.
///
/// @param windows of attribution by what earned the credit; none where it is not known any more
/// @param armNames by arm
public record RunLabel(
        long campaignId,
        String campaignName,
        @Nullable String costCentre,
        int attributionDays,
        Map<CreditedBy, String> windows,
        RunOrigin origin,
        Map<Integer, String> armNames) {

    public RunLabel {
        windows = Map.copyOf(windows);
        armNames = Map.copyOf(armNames);
    }

    RunLabel of(RunOrigin other) {
        return new RunLabel(
                campaignId, campaignName, costCentre, attributionDays, windows, other, armNames);
    }
}
