package org.parley.batch.attribution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether orders may be credited to messages that nobody clicked or answered. A click or a reply
/// in its campaign's window always comes before these.
///
/// @param read how long after a person read a message an order is credited to it; 0: never
/// @param delivered how long after the delivery, where no message was read; 0: never
@ConfigurationProperties(prefix = "parley.attribution", ignoreUnknownFields = false)
public record AttributionSettings(
        @DefaultValue("0s") Duration read, @DefaultValue("0s") Duration delivered) {

    private static final Duration LONGEST = Duration.ofDays(90);

    static final AttributionSettings CLICKS_AND_REPLIES =
            new AttributionSettings(Duration.ZERO, Duration.ZERO);

    public AttributionSettings {
        check("read", read);
        check("delivered", delivered);
    }

    private static void check(String name, Duration window) {
        if (window.isNegative() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.attribution." + name + " is 0 to 90 days, not " + window);
        }
    }
}
