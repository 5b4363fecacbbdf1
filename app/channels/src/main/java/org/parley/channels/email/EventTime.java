package org.parley.channels.email;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;

/// The ways in which mail providers write a time.
final class EventTime {

    private static final BigDecimal LAST = BigDecimal.valueOf(100_000_000_000L);

    private EventTime() {}

    /// `2026-11-22T10:00:00.123Z` or with an offset.
    ///
    /// @throws MalformedWebhookException when it is anything else
    static Instant iso(JsonNode parent, String field, String at) {
        try {
            return OffsetDateTime.parse(JsonBody.required(parent, field, at)).toInstant();
        } catch (DateTimeException wrong) {
            throw new MalformedWebhookException("No time at " + at + "." + field);
        }
    }

    /// Seconds since 1970, with a fraction or without.
    ///
    /// @throws MalformedWebhookException when it is anything else
    static Instant seconds(JsonNode parent, String field, String at) {
        JsonNode node = parent.path(field);
        if (node.isNumber()) {
            BigDecimal seconds = exact(node);
            if (seconds.signum() >= 0 && seconds.compareTo(LAST) < 0) {
                return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
            }
        }
        throw new MalformedWebhookException("No time at " + at + "." + field);
    }

    /// Below zero for what is no number of a sane size.
    private static BigDecimal exact(JsonNode node) {
        double size = node.doubleValue();
        return Double.isFinite(size) && Math.abs(size) < LAST.doubleValue()
                ? node.decimalValue()
                : BigDecimal.ONE.negate();
    }
}
