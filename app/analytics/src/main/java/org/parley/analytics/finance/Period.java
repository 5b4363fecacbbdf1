package org.parley.analytics.finance;

import java.util.List;

/// A month of the books.
///
/// @param closable whether it may be closed now: it is over, and every earlier one is closed
/// @param snapshots the close first, then restatements
/// @param restatements that were wished for, the latest first
public record Period(
        AccountingMonth span,
        PeriodStatus status,
        boolean closable,
        List<PeriodSnapshot> snapshots,
        List<Restatement> restatements) {

    public Period {
        snapshots = List.copyOf(snapshots);
        restatements = List.copyOf(restatements);
    }
}
