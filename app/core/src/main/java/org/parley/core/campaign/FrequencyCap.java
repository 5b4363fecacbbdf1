package org.parley.core.campaign;

import java.time.Duration;

/// At most `count` marketing messages to a person over all channels within `window` before the next
/// one. A capped message is skipped, not queued.
public record FrequencyCap(int count, Duration window) {

    public FrequencyCap {
        if (count < 1 || count > 1000) {
            throw new IllegalArgumentException("A cap's count is 1 to 1000: " + count);
        }
        if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("A cap's window is up to 365 days: " + window);
        }
    }
}
