package org.parley.analytics.question;

import java.time.zone.ZoneRulesProvider;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// The zone on whose clocks months, weekdays and hours are read.
///
/// @param id as IANA names it: ClickHouse knows no offsets
record ReportZone(String id) {

    /// @param id null: UTC
    /// @param known whether ClickHouse has the zone: its list may be older or newer than Java's
    /// @throws ProblemException unless both have it
    static ReportZone of(@Nullable String id, Predicate<String> known) {
        if (id == null) {
            return new ReportZone("UTC");
        }
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(id) || !known.test(id)) {
            throw ProblemException.invalid("zone", "A zone such as Europe/Sofia is expected");
        }
        return new ReportZone(id);
    }
}
