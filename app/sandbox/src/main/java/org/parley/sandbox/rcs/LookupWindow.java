package org.parley.sandbox.rcs;

import java.time.Clock;

/// So many bulk look-ups a clock minute. Guarded by its own monitor.
final class LookupWindow {
    private final int most;
    private final Clock clock;
    private long minute;
    private int asked;

    LookupWindow(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized boolean mayAsk() {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            asked = 0;
        }
        asked++;
        return asked <= most;
    }
}
