package org.parley.batch.reconcile;

import java.util.ArrayList;
import java.util.List;

/// What came of a reconciliation so far.
///
/// @param runs compared
/// @param moving left out
/// @param cells compared
/// @param apart of these, those that differed
/// @param repaired of these, those that agree now
/// @param lines those that differed most, up to a bound
record Result(
        int runs,
        int moving,
        long cells,
        long apart,
        long repaired,
        List<Reconciliation.Discrepancy> lines) {

    static final Result NOTHING = new Result(0, 0, 0, 0, 0, List.of());
    private static final int MOST_LINES = 2_000;

    Result {
        lines = List.copyOf(lines);
    }

    Result and(Result other) {
        List<Reconciliation.Discrepancy> both = new ArrayList<>(lines);
        both.addAll(other.lines);
        return new Result(
                runs + other.runs,
                moving + other.moving,
                cells + other.cells,
                apart + other.apart,
                repaired + other.repaired,
                both.subList(0, Math.min(both.size(), MOST_LINES)));
    }

    boolean agrees() {
        return apart == repaired;
    }
}
