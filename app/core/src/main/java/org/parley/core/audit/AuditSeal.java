package org.parley.core.audit;

import org.jspecify.annotations.Nullable;

/// The end of the chain that the audit log is. A chain that holds proves the log up to the last
/// seal that somebody kept elsewhere ([AuditLog#keeps]), no further: the newest entries can be
/// taken away together with their seals, and a whole chain can be computed anew.
///
/// @param number of entries that are sealed
/// @param seal of the last one, hexadecimal SHA-256 over it and all before; empty: there is none
/// @param broken the first entry that was changed, taken out or put in behind the log's back; null:
///   the chain holds in itself
public record AuditSeal(long number, String seal, @Nullable Long broken) {}
