package org.parley.sandbox.infobip;

/// What is known of one person: sessions, and whether the sender is blocked. Guarded by its own
/// monitor.
final class InfobipUser {
    private static final long SESSION_MILLIS = 24 * 3_600_000L;
    private static final int MOST_IN_SESSION = 60;
    private static final int MOST_IN_A_ROW = 5;

    private boolean blocked;
    private long sessionUntil;
    private int inSession;
    private int inARow;

    synchronized void block(boolean block) {
        blocked = block;
    }

    synchronized boolean blocked() {
        return blocked;
    }

    /// The person wrote: a session opens unless one is open.
    synchronized void wrote(long now) {
        blocked = false;
        inARow = 0;
        if (now > sessionUntil) {
            sessionUntil = now + SESSION_MILLIS;
            inSession = 0;
        }
    }

    /// Counts one message at the session's rate; false when no session allows it.
    synchronized boolean sessionMessage(long now) {
        if (now > sessionUntil || inSession >= MOST_IN_SESSION || inARow >= MOST_IN_A_ROW) {
            return false;
        }
        inSession++;
        inARow++;
        return true;
    }
}
