package org.parley.sandbox.whatsapp;

/// What WhatsApp remembers about one customer of the business. Guarded by its own monitor.
final class WhatsAppUser {
    private static final long WINDOW_MILLIS = 24 * 3_600_000L;

    private long windowUntil;
    private boolean stoppedMarketing;

    /// An inbound message opens the customer service window, or opens it anew.
    synchronized void wrote(long nowMillis) {
        windowUntil = nowMillis + WINDOW_MILLIS;
    }

    synchronized boolean windowOpen(long nowMillis) {
        return nowMillis < windowUntil;
    }

    synchronized void closeWindow() {
        windowUntil = 0;
    }

    synchronized void stopMarketing(boolean stop) {
        stoppedMarketing = stop;
    }

    synchronized boolean stoppedMarketing() {
        return stoppedMarketing;
    }
}
