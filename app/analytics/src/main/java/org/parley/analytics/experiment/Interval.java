package org.parley.analytics.experiment;

/// A two-sided confidence interval at 95 %.
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("Not an interval: " + low + " to " + high);
        }
    }

    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
