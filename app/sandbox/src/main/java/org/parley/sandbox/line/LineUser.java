package org.parley.sandbox.line;

/// What LINE remembers about one user of the account. Guarded by its own monitor.
final class LineUser {
    private boolean blocked;

    synchronized void block(boolean block) {
        blocked = block;
    }

    synchronized boolean blocked() {
        return blocked;
    }
}
