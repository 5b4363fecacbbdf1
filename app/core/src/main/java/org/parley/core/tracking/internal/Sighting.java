package org.parley.core.tracking.internal;

import java.time.Instant;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.SightingKind;

/// A program called one address of one message.
public record Sighting(SightingKind kind, LinkRef link, Instant at, Caller caller) {}
