package org.parley.sandbox.whatsapp;

/// What WhatsApp remembers about one customer of the business. Guarded by its own monitor.
final class WhatsAppUser {
    private static final long WINDOW_MILLIS = 24 * 3_600_000L;

    private long windowUntil;
    private static final long PAIR_MILLIS = 6000;
    private static final long PAIR_BURST = 45;

    private boolean stoppedMarketing;
    private boolean numberHidden;
    private long pairPaidUntil;

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

    /// One message in six seconds; up to 45 may be taken in advance and are waited for afterwards.
    synchronized boolean takePair(long nowMillis) {
        long start = Math.max(nowMillis, pairPaidUntil);
        if (start - nowMillis >= PAIR_BURST * PAIR_MILLIS) {
            return false;
        }
        pairPaidUntil = start + PAIR_MILLIS;
        return true;
    }

    /// The person goes by a user name: webhooks tell the business-scoped id only.
    synchronized void hideNumber() {
        numberHidden = true;
    }

    synchronized boolean numberHidden() {
        return numberHidden;
    }

    synchronized boolean stoppedMarketing() {
        return stoppedMarketing;
    }
}
