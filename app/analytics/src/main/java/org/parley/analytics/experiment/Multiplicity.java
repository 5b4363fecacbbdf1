package org.parley.analytics.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Several questions to the same data: p-values raised so that each may be held against the level
/// of one question. Same results as R's `p.adjust`.
public final class Multiplicity {

    private Multiplicity() {}

    /// Holm's step-down: the chance of one false alarm or more stays below the level. For several
    /// arms against one control.
    public static double[] holm(double[] pValues) {
        var order = ascending(pValues);
        var adjusted = new double[pValues.length];
        var highest = 0.0;
        for (var i = 0; i < order.length; i++) {
            highest = Math.max(highest, Math.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = highest;
        }
        return adjusted;
    }

    /// Benjamini and Hochberg, JRSS B 57:289, 1995: the expected share of false alarms among the
    /// alarms stays below the level. For secondary figures.
    public static double[] benjaminiHochberg(double[] pValues) {
        var order = ascending(pValues);
        var adjusted = new double[pValues.length];
        var lowest = 1.0;
        for (var i = order.length - 1; i >= 0; i--) {
            lowest = Math.min(lowest, pValues[order[i]] * order.length / (i + 1));
            adjusted[order[i]] = lowest;
        }
        return adjusted;
    }

    private static int[] ascending(double[] pValues) {
        if (Arrays.stream(pValues).anyMatch(p -> !(p >= 0 && p <= 1))) {
            throw new IllegalArgumentException("A p-value is a number from 0 to 1");
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
