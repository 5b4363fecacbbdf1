package org.parley.analytics.experiment;

/// So many of so many people.
///
/// @param successes 0 to trials
/// @param trials at least 1; a share of nobody is no proportion
public record Proportion(long successes, long trials) {

    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " of " + trials + " is no proportion");
        }
    }

    public double value() {
        return (double) successes / trials;
    }

    double variance() {
        return value() * (1 - value());
    }

    /// Wilson's score interval without continuity correction (E. B. Wilson, JASA 22, 1927; method 3
    /// of Newcombe, Statistics in Medicine 17:857, 1998). Never leaves 0 to 1, and is of use at 0
    /// successes too.
    public Interval wilson() {
        var z = Confidence.Z;
        var n = (double) trials;
        var centre = value() + z * z / (2 * n);
        var spread = z * Math.sqrt(variance() / n + z * z / (4 * n * n));
        var scale = 1 + z * z / n;
        var low = successes == 0 ? 0 : Math.max(0, (centre - spread) / scale);
        var high = successes == trials ? 1 : Math.min(1, (centre + spread) / scale);
        return new Interval(low, high);
    }
}
