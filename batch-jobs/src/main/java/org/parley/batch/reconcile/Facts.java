package org.parley.batch.reconcile;

import java.util.Map;

/// What one side says of runs.
///
/// @param counts by run and by what is counted
record Facts(Map<Fact, Long> counts) {

    /// @param told a kind of event, or `price` and a currency
    record Fact(int run, String told) {}

    Facts {
        counts = Map.copyOf(counts);
    }

    long of(Fact fact) {
        return counts.getOrDefault(fact, 0L);
    }
}
