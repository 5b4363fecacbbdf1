package org.parley.batch.rollup;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What came of comparing.
///
/// @param cells how many were compared
/// @param wrong how many differ
/// @param worst of these, those that differ most, up to a bound
public record Comparison(long cells, long wrong, List<Difference> worst) {

    public static final Comparison NOTHING = new Comparison(0, 0, List.of());
    private static final int MOST = 1_000;

    public Comparison {
        worst = List.copyOf(worst);
    }

    /// Both together.
    public Comparison and(Comparison other) {
        return new Comparison(
                cells + other.cells,
                wrong + other.wrong,
                Stream.concat(worst.stream(), other.worst.stream())
                        .sorted(Comparator.comparingLong(Difference::apart).reversed())
                        .limit(MOST)
                        .toList());
    }

    /// Whether all that differ are listed.
    public boolean complete() {
        return wrong == worst.size();
    }

    public boolean equal() {
        return wrong == 0;
    }
}
