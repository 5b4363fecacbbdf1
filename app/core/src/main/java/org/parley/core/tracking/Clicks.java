package org.parley.core.tracking;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.core.tracking.internal.MachineAgents;
import org.parley.core.tracking.internal.Sighting;
import org.parley.core.tracking.internal.Sightings;

/// Records clicks.
public final class Clicks {

    private final MachineAgents agents = new MachineAgents();
    private final Sightings sightings;

    public Clicks(DSLContext dsl) {
        this.sightings = new Sightings(dsl);
    }

    /// Tells the event `clicked`, durably when this returns. A person's click is a touch too and
    /// shows the message to be read; a program's (HEAD, no or a known User-Agent, faster than any
    /// person) is neither.
    ///
    /// @return where the link leads; empty: the message or the link is gone
    public Optional<URI> record(LinkRef link, Instant now, Caller caller) {
        boolean machine = agents.isMachine(caller.method(), caller.userAgent());
        return sightings
                .record(new Sighting(Sighting.Kind.CLICKED, link, now, machine, caller))
                .map(URI::create);
    }
}
