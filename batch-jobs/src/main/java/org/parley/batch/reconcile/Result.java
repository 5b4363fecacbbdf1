package org.parley.batch.reconcile;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;

/// What came of a reconciliation so far.
///
/// @param runs compared
/// @param moving left out
/// @param cells compared
/// @param apart of these, those that differed
/// @param repaired of these, those that agree now
/// @param lines those that were not repaired first, then those that differed most, up to a bound
record Result(
        int runs, int moving, long cells, long apart, long repaired, List<Discrepancy> lines) {

    static final Result NOTHING = new Result(0, 0, 0, 0, 0, List.of());
    private static final int MOST_LINES = 2_000;

    /// Losses before all else: they must not fall off the end of the list.
    private static final Comparator<Discrepancy> WORST_FIRST =
            Comparator.comparing(Discrepancy::repaired)
                    .thenComparing(Comparator.comparingLong(Discrepancy::apart).reversed());

    Result {
        lines = List.copyOf(lines);
    }

    Result and(Result other) {
        return new Result(
                runs + other.runs,
                moving + other.moving,
                cells + other.cells,
                apart + other.apart,
                repaired + other.repaired,
                Stream.concat(lines.stream(), other.lines.stream())
                        .sorted(WORST_FIRST)
                        .limit(MOST_LINES)
                        .toList());
    }

    boolean agrees() {
        return apart == repaired;
    }
}
