package org.parley.core.tracking;

import java.time.Instant;
import org.jooq.DSLContext;
import org.parley.core.tracking.internal.Sighting;
import org.parley.core.tracking.internal.Sightings;

/// Records that the picture in a message was loaded.
public final class Opens {

    private final Sightings sightings;

    public Opens(DSLContext dsl, MachineRuleSets rules) {
        this.sightings = new Sightings(dsl, rules);
    }

    /// Tells the event `read`, durably when this returns: once for a person, who has read the
    /// message with it; every time, with the flag, for a program, which shows nothing.
    public void record(LinkRef link, Instant now, Caller caller) {
        var _ = sightings.record(new Sighting(SightingKind.OPENED, link, now, caller));
    }
}
