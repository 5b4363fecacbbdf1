package org.parley.analytics.world;

import java.math.BigDecimal;
import java.time.Instant;

/// An event as the relay inserts it; copies carry the same id.
public record Told(
        long id,
        String kind,
        Person person,
        Instant at,
        boolean machine,
        BigDecimal price,
        String currency) {

    public Told later(long seconds) {
        return new Told(id, kind, person, at.plusSeconds(seconds), machine, price, currency);
    }
}
