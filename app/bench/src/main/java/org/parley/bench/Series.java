package org.parley.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One figure measured several times.
///
/// @param values at least one, in the order of the trials
public record Series(List<Double> values) {

    public Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        values = List.copyOf(values);
    }

    /// The middle value; of an even number, the lower of the two.
    public double median() {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    /// The median and what it was taken from.
    @Override
    public String toString() {
        return values.stream()
                .map(Series::whole)
                .collect(Collectors.joining(", ", whole(median()) + " (of ", ")"));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
