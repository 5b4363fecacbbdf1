package org.parley.batch.attribution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What may earn the credit of an order beside a click or a reply, which go by the window of their
/// campaign: a personal code, which comes before them, and a reading or a delivery, which come
/// after.
///
/// @param code how long after a message was sent an order with its code is credited to it; 0: never
/// @param sharedAbove of the orders with codes of a campaign whose customers are known, the share
///   that others than the recipients placed; above it the codes count as shared, and come after
///   clicks and replies; 0 to 1
/// @param sharedFrom so many such orders at least
/// @param read how long after a person read a message an order is credited to it; 0: never
/// @param delivered how long after the delivery, where no message was read; 0: never
@ConfigurationProperties(prefix = "parley.attribution", ignoreUnknownFields = false)
public record AttributionSettings(
        @DefaultValue("30d") Duration code,
        @DefaultValue("0.2") double sharedAbove,
        @DefaultValue("10") int sharedFrom,
        @DefaultValue("0s") Duration read,
        @DefaultValue("0s") Duration delivered) {

    private static final Duration LONGEST = Duration.ofDays(90);

    public AttributionSettings {
        check("code", code);
        check("read", read);
        check("delivered", delivered);
        if (!(sharedAbove >= 0 && sharedAbove <= 1)) {
            throw new IllegalArgumentException(
                    "parley.attribution.shared-above is 0 to 1, not " + sharedAbove);
        }
        if (sharedFrom < 1) {
            throw new IllegalArgumentException(
                    "parley.attribution.shared-from is at least 1, not " + sharedFrom);
        }
    }

    /// As they are where nobody sets them.
    static AttributionSettings usual() {
        return reading(Duration.ZERO, Duration.ZERO);
    }

    /// The usual ones with readings and deliveries.
    static AttributionSettings reading(Duration read, Duration delivered) {
        return new AttributionSettings(Duration.ofDays(30), 0.2, 10, read, delivered);
    }

    private static void check(String name, Duration window) {
        if (window.isNegative() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.attribution." + name + " is 0 to 90 days, not " + window);
        }
    }
}
