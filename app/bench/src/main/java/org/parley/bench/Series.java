package org.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
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

    /// How long a question takes to be answered, once for warming up and then so many times, in
    /// microseconds.
    ///
    /// @throws IllegalStateException where it is answered differently another time
    public static Series times(int rounds, Supplier<?> question) {
        Object answer = question.get();
        List<Double> microseconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            Object again = question.get();
            microseconds.add((System.nanoTime() - began) / 1e3);
            if (!answer.equals(again)) {
                throw new IllegalStateException(
                        "The same question was answered by " + answer + " and " + again);
            }
        }
        return new Series(microseconds);
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
