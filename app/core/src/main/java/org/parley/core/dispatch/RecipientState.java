package org.parley.core.dispatch;

import java.util.Locale;

/// pending -> claimed -> sent | failed | unknown; pending -> skipped | deferred.
public enum RecipientState {
    PENDING,
    CLAIMED,
    SENT,
    FAILED,
    UNKNOWN,
    SKIPPED,
    DEFERRED;

    /// As it stands in the ledger.
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecipientState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
