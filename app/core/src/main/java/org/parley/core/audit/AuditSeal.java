package org.parley.core.audit;

import org.jspecify.annotations.Nullable;

/// The end of the chain that the audit log is.
///
/// @param number of entries that are sealed
/// @param seal of the last one, hexadecimal SHA-256 over it and all before; empty: there is none
/// @param broken the first entry that was changed, taken out or put in behind the log's back; null:
///   the chain holds
public record AuditSeal(long number, String seal, @Nullable Long broken) {}
