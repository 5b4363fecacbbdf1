package org.parley.core.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.Page;

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

    /// The end of the chain, and whether it holds in itself.
    public AuditSeal seal() {
        return store.seal();
    }

    /// Whether a seal that was kept elsewhere is still the one of its number. Together with a chain
    /// that holds, this proves all entries up to it.
    ///
    /// @param seal hexadecimal
    public boolean keeps(long number, String seal) {
        return store.keeps(number, seal);
    }

    /// The latest first.
    ///
    /// @param before only entries with a smaller id; null: from the latest on
    /// @param limit at least 1
    public Page<AuditEntry> page(@Nullable Long before, int limit) {
        List<AuditEntry> found = store.before(before == null ? Long.MAX_VALUE : before, limit + 1);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Long.toString(found.get(limit - 1).id()));
    }
}
