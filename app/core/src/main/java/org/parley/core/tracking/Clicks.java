package org.parley.core.tracking;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.core.tracking.internal.Sighting;
import org.parley.core.tracking.internal.Sightings;

/// Records clicks.
public final class Clicks {

    private final Sightings sightings;

    public Clicks(DSLContext dsl, MachineRuleSets rules) {
        this.sightings = new Sightings(dsl, rules);
    }

    /// Tells the event `clicked`, durably when this returns. A person's click is a touch too and
    /// shows the message to be read; a machine's is neither.
    ///
    /// @return where the link leads; empty: the message or the link is gone
    public Optional<URI> record(LinkRef link, Instant now, Caller caller) {
        return sightings
                .record(new Sighting(SightingKind.CLICKED, link, now, caller))
                .map(URI::create);
    }
}
