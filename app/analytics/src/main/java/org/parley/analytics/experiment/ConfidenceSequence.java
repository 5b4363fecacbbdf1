package org.parley.analytics.experiment;

/// Intervals that hold at every look at once, for those who watch an experiment while it runs: the
/// asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (Annals of
/// Statistics 52, 2024), equation 4. Wider than an interval that is looked at once, by the price of
/// looking.
///
/// @param planned people at whose number the sequence is tightest; at least 1
public record ConfidenceSequence(double planned) {

    public ConfidenceSequence {
        if (!(planned >= 1)) {
            throw new IllegalArgumentException("Planned for " + planned + " people");
        }
    }

    /// The tuning constant ρ².
    double rhoSquared() {
        var log = -2 * Math.log(Confidence.ALPHA);
        return (log + Math.log(log + 1)) / planned;
    }

    /// Half the width after so many people.
    ///
    /// @param deviation standard deviation of one person's figure
    /// @param people so far, at least 1
    public double margin(double deviation, double people) {
        var nr = people * rhoSquared();
        return deviation
                * Math.sqrt(
                        2
                                * (nr + 1)
                                / (people * nr)
                                * Math.log(Math.sqrt(nr + 1) / Confidence.ALPHA));
    }

    /// Of a difference, whose standard error stands for a deviation over the people of both arms.
    public Interval interval(Contrast contrast) {
        var people = (double) contrast.people();
        var half = margin(Math.sqrt(contrast.squaredError() * people), people);
        return new Interval(contrast.difference() - half, contrast.difference() + half);
    }
}
