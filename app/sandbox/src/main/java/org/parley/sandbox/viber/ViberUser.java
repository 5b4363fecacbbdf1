package org.parley.sandbox.viber;

/// What Viber remembers about one user of the bot. Guarded by its own monitor.
final class ViberUser {
    private static final int MOST_UNANSWERED = 100;
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long SESSION_MILLIS = 24 * HOUR_MILLIS;

    private boolean unsubscribed;
    private long hour;
    private int unanswered;
    private long sessionUntil;
    private String lastTracking = "";
    private long newestDelivered;
    private int unread;

    synchronized boolean subscribed() {
        return !unsubscribed;
    }

    synchronized void subscribe(boolean subscribe) {
        unsubscribed = !subscribe;
    }

    /// Counts one message to the user; false when it is one too many in this clock hour without a
    /// reply.
    synchronized boolean mayReceive(long nowMillis) {
        long thisHour = nowMillis / HOUR_MILLIS;
        if (hour != thisHour) {
            hour = thisHour;
            unanswered = 0;
        }
        if (unanswered >= MOST_UNANSWERED) {
            return false;
        }
        unanswered++;
        return true;
    }

    /// The user wrote: the count starts again, a session opens unless one is open, and an
    /// unsubscribed user is a subscriber again without a `subscribed` event.
    synchronized void wrote(long nowMillis) {
        unanswered = 0;
        unsubscribed = false;
        if (nowMillis > sessionUntil) {
            sessionUntil = nowMillis + SESSION_MILLIS;
        }
    }

    synchronized boolean inSession(long nowMillis) {
        return nowMillis <= sessionUntil;
    }

    synchronized void sent(String trackingData) {
        lastTracking = trackingData;
    }

    /// Viber echoes the tracking data of the last message sent, whichever one is answered.
    synchronized String lastTracking() {
        return lastTracking;
    }

    synchronized void delivered(long token) {
        newestDelivered = Math.max(newestDelivered, token);
        unread++;
    }

    /// Opening the chat reads everything: the newest token once, then 0 until something arrives.
    synchronized long read() {
        if (unread == 0) {
            return 0;
        }
        unread = 0;
        return newestDelivered;
    }
}
