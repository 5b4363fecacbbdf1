package org.parley.sandbox.graph;

/// What the platform remembers about one person. Guarded by its own monitor.
final class MessagingUser {
    private static final long WINDOW_MILLIS = 24 * 3_600_000L;
    private static final long AGENT_MILLIS = 7 * WINDOW_MILLIS;

    private long lastWrote = Long.MIN_VALUE / 2;
    private boolean blocked;
    private long newestDelivered;

    synchronized void wrote(long nowMillis) {
        lastWrote = nowMillis;
    }

    synchronized void closeWindow() {
        lastWrote = Long.MIN_VALUE / 2;
    }

    synchronized boolean windowOpen(long nowMillis) {
        return nowMillis - lastWrote < WINDOW_MILLIS;
    }

    /// A person at the business may answer for seven days.
    synchronized boolean agentMayWrite(long nowMillis) {
        return nowMillis - lastWrote < AGENT_MILLIS;
    }

    synchronized void block(boolean block) {
        blocked = block;
    }

    synchronized boolean blocked() {
        return blocked;
    }

    synchronized void delivered(long sentMillis) {
        newestDelivered = Math.max(newestDelivered, sentMillis);
    }

    /// Everything sent until then has arrived.
    synchronized long watermark() {
        return newestDelivered;
    }
}
