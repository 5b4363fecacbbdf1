package org.parley.analytics.history;

import java.math.BigDecimal;
import java.time.Instant;

/// An event of a person's message; copies carry the same id.
///
/// @param reason `implied`: only concluded from a later fact
public record Fact(
        long id,
        String kind,
        Target target,
        Instant at,
        String channel,
        boolean machine,
        String reason,
        int link,
        BigDecimal price,
        String currency) {

    Fact at(Instant other) {
        return new Fact(id, kind, target, other, channel, machine, reason, link, price, currency);
    }
}
