package org.parley.core.audit;

import java.util.Map;
import org.parley.core.audit.internal.AuditStore;

/// The append-only record of what was done, by whom, to what.
public final class AuditLog {

    private final AuditStore store;

    public AuditLog(AuditStore store) {
        this.store = store;
    }

    /// Joins the caller's transaction, so that a deed and its entry are one fact.
    ///
    /// @param actor a member's e-mail, `key:<prefix>` of a program, or `system`
    /// @param action noun and verb, such as `campaign.schedule`
    /// @param subject what it was done to, such as `campaign/17`
    /// @param detail JSON values; no secrets, no recipients' data
    public void record(String actor, String action, String subject, Map<String, ?> detail) {
        store.add(actor, action, subject, detail);
    }
}
