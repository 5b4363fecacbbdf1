package org.parley.sandbox.world;

import java.time.Clock;

/// So many per second, counted by the clock's seconds. 0 means no limit.
public final class RateWindow {
    private final int perSecond;
    private final Clock clock;
    private long second;
    private int used;

    public RateWindow(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    public boolean take() {
        return perSecond == 0 || takeLimited();
    }

    private synchronized boolean takeLimited() {
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            used = 0;
        }
        if (used >= perSecond) {
            return false;
        }
        used++;
        return true;
    }
}
