package org.parley.analytics.experiment;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Did the audience split as it was planned? If not, something removed people from an arm after the
/// draw, and no comparison of the arms means anything (sample ratio mismatch; Kohavi, Tang and Xu,
/// Trustworthy Online Controlled Experiments, chapter 3).
///
/// @param assigned people in each arm
/// @param weights planned shares, in any unit, of the same arms; each at least 1
public record SampleRatio(List<Long> assigned, List<Integer> weights) {

    /// Below this the results are hidden.
    private static final double ALARM = 0.001;

    public SampleRatio {
        assigned = List.copyOf(assigned);
        weights = List.copyOf(weights);
        if (assigned.size() != weights.size() || weights.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException("One weight of at least 1 for each arm");
        }
    }

    public double chiSquare() {
        var people = assigned.stream().mapToLong(Long::longValue).sum();
        var weight = weights.stream().mapToLong(Integer::longValue).sum();
        var sum = 0.0;
        for (var i = 0; i < assigned.size(); i++) {
            var expected = (double) people * weights.get(i) / weight;
            sum += expected == 0 ? 0 : Math.pow(assigned.get(i) - expected, 2) / expected;
        }
        return sum;
    }

    /// 1 where there is only one arm.
    public double pValue() {
        return assigned.size() < 2
                ? 1
                : ChiSquaredDistribution.of(assigned.size() - 1.0).survivalProbability(chiSquare());
    }

    public boolean mismatch() {
        return pValue() < ALARM;
    }
}
